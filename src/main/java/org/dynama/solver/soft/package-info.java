/**
 * Regularized solutions of large sparse MDPs with cycles, by iteration: time a sweep and memory are linear in transitions, where
 * {@code discounted} factors matrices over states. Its classes work on the rows of any {@code kernel}.
 */
@NullMarked
package org.dynama.solver.soft;

import org.jspecify.annotations.NullMarked;
