/**
 * A batch of reward tables on one MDP in; optimal values and occupancies out, and the pullback of a regularized
 * solution. This package is the contract; {@code pool} makes solvers, {@code acyclic}, {@code discounted} and
 * {@code tensor} are them, and no other package sees those. It shares no code with {@code exact}, which computes the same
 * numbers by another route. {@link Assignment} solves the one problem of allocation that needs no stages. Layer 1.
 */
@NullMarked
package org.dynama.solver;

import org.jspecify.annotations.NullMarked;
