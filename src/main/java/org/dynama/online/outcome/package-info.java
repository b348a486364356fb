/**
 * What a mechanism may choose among in one round, each space with its own exact maximizer: a sort, an assignment, a
 * knapsack, a table. Layer 4.
 */
@NullMarked
package org.dynama.online.outcome;

import org.jspecify.annotations.NullMarked;
