/**
 * A batch of reward tables on one MDP in; optimal values and occupancies out, and the pullback of a regularized
 * solution. Acyclic and discounted problems have a kernel each, in plain Java; acyclic ones tensors, too. It shares no
 * code with {@code exact}, which computes the same numbers by another route. Floor 1.
 */
@NullMarked
package org.dynama.solver;

import org.jspecify.annotations.NullMarked;
