/**
 * Optimal policies of worlds with many states, few successors a pair: policy iteration, profile by profile, whose evaluation
 * is iterative, with bounds that are read from residuals. Memory is linear in pairs. Layer 1.
 */
@NullMarked
package org.dynama.solver.sparse;

import org.jspecify.annotations.NullMarked;
