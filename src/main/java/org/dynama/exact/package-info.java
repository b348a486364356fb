/**
 * Linear programs over occupancies, and certificates of their optimality in rational arithmetic. Every reported number
 * comes from here. It shares no code with {@code solver}: two independent routes to one number are the proof. Floor 1.
 */
@NullMarked
package org.dynama.exact;

import org.jspecify.annotations.NullMarked;
