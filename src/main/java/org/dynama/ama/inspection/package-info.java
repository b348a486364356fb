/** The audit of a stored mechanism, as a document. Floor 4, with {@code experiment}. */
@NullMarked
package org.dynama.ama.inspection;

import org.jspecify.annotations.NullMarked;
