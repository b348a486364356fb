/**
 * Average-reward MDPs in plain Java: gain-optimal policies by policy iteration, exact up to rounding, cycles and chance
 * moves and all.
 */
@NullMarked
package org.dynama.solver.average;

import org.jspecify.annotations.NullMarked;
