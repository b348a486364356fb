/** Cells as jobs of Spark. Compiled and found by the profile {@code spark} only. */
@NullMarked
package org.dynama.study.engine.spark;

import org.jspecify.annotations.NullMarked;
