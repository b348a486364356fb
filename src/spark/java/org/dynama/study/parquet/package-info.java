/** Tables as Parquet. Compiled and found by the profile {@code spark} only, which has the library. */
@NullMarked
package org.dynama.study.parquet;

import org.jspecify.annotations.NullMarked;
