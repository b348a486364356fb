/**
 * The words everything else is said in: the Markov decision process with its horizon, policies and occupancies, agents,
 * the distribution of their types, profiles drawn from it, and the map from types to rewards. Values are checked here,
 * where they enter, and nowhere again. Layer 0: uses no other package but
 * {@code refusal}.
 */
@NullMarked
package org.dynama.model;

import org.jspecify.annotations.NullMarked;
