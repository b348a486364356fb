/** Pages and summaries of runs of the pivot mechanism. */
@NullMarked
package org.dynama.report.pivot;

import org.jspecify.annotations.NullMarked;
