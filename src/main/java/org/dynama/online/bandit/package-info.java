/**
 * VCG-Learn: the mechanism of Kandasamy, Gonzalez, Jordan and Stoica (2023), "VCG mechanism design with unknown agent
 * values under stochastic bandit feedback", JMLR 24. {@code VcgLearn} is the algorithm, {@code Feedback} the market,
 * {@code BanditLedger} keeps the books. Layer 4.
 */
@NullMarked
package org.dynama.online.bandit;

import org.jspecify.annotations.NullMarked;
