/**
 * Arithmetic without rounding: fractions of big integers, and linear systems over them. Used by certificates; layer 1, as
 * the rest of {@code exact}.
 */
@NullMarked
package org.dynama.exact.rational;

import org.jspecify.annotations.NullMarked;
