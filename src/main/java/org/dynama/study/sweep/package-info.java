/** A run for every combination of the lists in a spec of any study, and the comparison of them. Layer 2. */
@NullMarked
package org.dynama.study.sweep;

import org.jspecify.annotations.NullMarked;
