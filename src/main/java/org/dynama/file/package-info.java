/** Files that are there whole or not at all, and their digests. Layer 0. */
@NullMarked
package org.dynama.file;

import org.jspecify.annotations.NullMarked;
