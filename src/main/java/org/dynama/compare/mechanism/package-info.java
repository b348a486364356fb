/** Mechanisms that can be put side by side: what each needs of a market, and what it does in every case. */
@NullMarked
package org.dynama.compare.mechanism;

import org.jspecify.annotations.NullMarked;
