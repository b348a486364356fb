/** Learned dynamic mechanisms as a study: networks that are trained against those who lie to them. Layer 4. */
@NullMarked
package org.dynama.learned;

import org.jspecify.annotations.NullMarked;
