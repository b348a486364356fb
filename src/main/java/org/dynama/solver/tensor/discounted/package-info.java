/**
 * Discounted MDPs on tensors, in float64, batch last: the algorithms of {@code solver.discounted}, a whole batch a step.
 */
@NullMarked
package org.dynama.solver.tensor.discounted;

import org.jspecify.annotations.NullMarked;
