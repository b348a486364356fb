/** Tables as files: types and boosts as NumPy's, with the meaning of their axes, and the steps of searches. Layer 3. */
@NullMarked
package org.dynama.ama.table;

import org.jspecify.annotations.NullMarked;
