/** Expectations over all public histories of a discrete world, without noise: values of truth, of lies, of the best lie. */
@NullMarked
package org.dynama.learned.history;

import org.jspecify.annotations.NullMarked;
