/** How fast the solvers are on this machine, and whether its tensors compute what the Java kernel computes. Layer 5. */
@NullMarked
package org.dynama.bench;

import org.jspecify.annotations.NullMarked;
