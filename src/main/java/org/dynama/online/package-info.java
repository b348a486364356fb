/**
 * Online dynamic VCG: regrets, their growth, and how bidders report; {@code bandit} learns values that do not change,
 * {@code mdp} a market that moves. Floor 3.
 */
@NullMarked
package org.dynama.online;

import org.jspecify.annotations.NullMarked;
