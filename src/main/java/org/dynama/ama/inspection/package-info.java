/** The audit of a stored mechanism, as a document. Layer 3. */
@NullMarked
package org.dynama.ama.inspection;

import org.jspecify.annotations.NullMarked;
