/** An experiment for every combination of the lists in a spec, and the comparison of them. Floor 4. */
@NullMarked
package org.dynama.study.sweep;

import org.jspecify.annotations.NullMarked;
