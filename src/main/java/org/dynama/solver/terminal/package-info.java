/**
 * Worlds in which nothing is left to chance and only what a run ends with has a boost: the most welfare of each end does not
 * depend on boosts, and is found once for a batch of profiles, in all economies. Layer 1.
 */
@NullMarked
package org.dynama.solver.terminal;

import org.jspecify.annotations.NullMarked;
