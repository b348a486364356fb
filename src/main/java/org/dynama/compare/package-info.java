/** One market under every mechanism that fits it: the command {@code compare}. */
@NullMarked
package org.dynama.compare;

import org.jspecify.annotations.NullMarked;
