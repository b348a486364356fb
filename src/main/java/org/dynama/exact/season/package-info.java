/**
 * Proofs of what a mechanism for a random allocation space did in a season, and what it charged: exact values of all economies,
 * checked by one equation for each public state and profile of types, without the solver that made them. Layer 1.
 */
@NullMarked
package org.dynama.exact.season;

import org.jspecify.annotations.NullMarked;
