/**
 * Discounted MDPs in plain Java: policy iteration, Newton's method for both entropies, and the implicit pullback.
 */
@NullMarked
package org.dynama.solver.discounted;

import org.jspecify.annotations.NullMarked;
