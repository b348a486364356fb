/** The dynamic pivot mechanism of random allocation spaces as a study. Layer 4. */
@NullMarked
package org.dynama.pivot;

import org.jspecify.annotations.NullMarked;
