/**
 * Proofs that a price is right: what an affine maximizer did with one profile of reports, with optimal policies of the
 * grand and the marginal economies and their dual values, all as exact fractions. Linear programming duality makes the
 * proof: a feasible occupancy and feasible values that are worth the same prove each other optimal, so that checking needs
 * sums and products only, and none of the code that found them. In long finite runs a policy alone is the proof, and its
 * values are found again, rounded so finely that every comparison is exact. Proofs speak of a design, environment and mechanism, and
 * an announcement binds them to the one that was published. Layer 1; uses {@code model} and {@code config}.
 */
@NullMarked
package org.dynama.exact.certificate;

import org.jspecify.annotations.NullMarked;
