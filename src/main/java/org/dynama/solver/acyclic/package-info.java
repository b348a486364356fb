/**
 * Acyclic MDPs in plain Java: one backward and one forward sweep over the stages, hard or soft, and the pullback.
 */
@NullMarked
package org.dynama.solver.acyclic;

import org.jspecify.annotations.NullMarked;
