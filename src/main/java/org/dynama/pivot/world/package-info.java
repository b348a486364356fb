/**
 * Worlds of random allocation spaces: agents with finite types that move, a public state, draws that decide which
 * allocations are feasible, a public that gains and loses, and the worlds that Dynama ships.
 */
@NullMarked
package org.dynama.pivot.world;

import org.jspecify.annotations.NullMarked;
