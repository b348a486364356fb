/** Re-checks records of searches and evaluations. Layer 3. */
@NullMarked
package org.dynama.ama.verification;

import org.jspecify.annotations.NullMarked;
