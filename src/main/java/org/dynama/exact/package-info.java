/**
 * Linear programs over occupancies, each checked by its dual. It shares no code with {@code solver}: two independent
 * routes to one number are the proof. Layer 1.
 */
@NullMarked
package org.dynama.exact;

import org.jspecify.annotations.NullMarked;
