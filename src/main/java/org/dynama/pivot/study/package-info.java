/** Runs of the pivot mechanism for random allocation spaces: spec, world, solution, verification, simulation, record. */
@NullMarked
package org.dynama.pivot.study;

import org.jspecify.annotations.NullMarked;
