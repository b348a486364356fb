/**
 * VCG-Learn: the mechanism of Kandasamy, Gonzalez, Jordan and Stoica (2023), "VCG mechanism design with unknown agent
 * values under stochastic bandit feedback", JMLR 24, and what it is compared with. A {@code RoundMechanism} decides and hears,
 * {@code BanditSimulation} plays it in a {@code BanditMarket}, {@code BanditLedger} keeps the books. Layer 4.
 */
@NullMarked
package org.dynama.online.bandit;

import org.jspecify.annotations.NullMarked;
