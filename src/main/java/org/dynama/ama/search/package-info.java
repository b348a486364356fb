/**
 * Looks for weights and boosts that do well by an objective: Sobol search, zeroth-order steps, gradients of the
 * regularized problem, and several starts of each. Layer 3.
 */
@NullMarked
package org.dynama.ama.search;

import org.jspecify.annotations.NullMarked;
