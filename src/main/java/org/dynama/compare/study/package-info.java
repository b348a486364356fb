/** Comparisons as a study: spec, run and record. */
@NullMarked
package org.dynama.compare.study;

import org.jspecify.annotations.NullMarked;
