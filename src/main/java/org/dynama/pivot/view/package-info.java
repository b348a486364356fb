/** Pages and summaries of runs of the pivot mechanism. */
@NullMarked
package org.dynama.pivot.view;

import org.jspecify.annotations.NullMarked;
