/** Pages and summaries of learned dynamic mechanisms. */
@NullMarked
package org.dynama.report.learned;

import org.jspecify.annotations.NullMarked;
