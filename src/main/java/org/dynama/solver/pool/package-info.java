/**
 * The front of {@code solver}: solvers for one MDP on all threads, of the kind that the settings ask for.
 */
@NullMarked
package org.dynama.solver.pool;

import org.jspecify.annotations.NullMarked;
