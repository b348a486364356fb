/** What a learned mechanism is measured against: the oracle program, Myerson's auction, dynamic VCG, posted prices, all surplus. */
@NullMarked
package org.dynama.learned.baseline;

import org.jspecify.annotations.NullMarked;
