/** Affine maximizers as studies: what each command runs, stores and shows, put together. Layer 3. */
@NullMarked
package org.dynama.ama;

import org.jspecify.annotations.NullMarked;
