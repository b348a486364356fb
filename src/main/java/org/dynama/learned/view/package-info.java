/** Pages and summaries of learned dynamic mechanisms. */
@NullMarked
package org.dynama.learned.view;

import org.jspecify.annotations.NullMarked;
