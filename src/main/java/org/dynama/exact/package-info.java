/**
 * Linear programs over occupancies, each checked by its dual. It shares no code with {@code solver}: two independent
 * routes to one number are the proof. What both have in common: that a vertex is a policy, and sums and products. Where a
 * program starts from the policy that {@code solver} has found, they share that as well, as a hint that it may refute. Layer 1.
 */
@NullMarked
package org.dynama.exact;

import org.jspecify.annotations.NullMarked;
