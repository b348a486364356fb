/** Tables of types and of boosts as NumPy's files, with the meaning of their axes. */
@NullMarked
package org.dynama.ama.table;

import org.jspecify.annotations.NullMarked;
