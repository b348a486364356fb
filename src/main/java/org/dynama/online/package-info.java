/**
 * Online dynamic VCG: regrets, their growth, and how agents report; {@code bandit} learns values that do not change,
 * {@code mdp} a market that moves. Layer 4.
 */
@NullMarked
package org.dynama.online;

import org.jspecify.annotations.NullMarked;
