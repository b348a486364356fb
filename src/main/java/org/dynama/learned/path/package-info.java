/** Mechanisms and lies along drawn paths, where types fill intervals or histories are too many. */
@NullMarked
package org.dynama.learned.path;

import org.jspecify.annotations.NullMarked;
