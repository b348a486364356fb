/**
 * What the plain Java kernels share: rows of profiles side by side, tables of such rows, welfares ready to be added up.
 */
@NullMarked
package org.dynama.solver.kernel;

import org.jspecify.annotations.NullMarked;
