package org.dynama.online.mdp;

import org.dynama.model.Reals;
import org.dynama.online.reporting.Noise;
import org.dynama.refusal.Refusal;

/**
 * What a market's rounds are worth. Party 0 is the designer, parties {@code 1..n} the agents.
 *
 * @param agents {@code n}, at least 1
 * @param expected shape {@code [(n + 1) * S * A]}; agents' in [0, 1], the designer's in {@code [0, ceiling]}
 * @param ceiling {@code c_max}, the most that the designer may earn in a round; finite and more than 0
 * @param noise of realised rewards, which must keep them in the same range
 */
public record MarketRewards(int agents, Reals expected, double ceiling, Noise noise) {

    public MarketRewards {
        if (agents < 1) {
            throw new Refusal("agents", agents, "must be at least 1", "");
        }
        if (!(ceiling > 0 && ceiling < Double.POSITIVE_INFINITY)) {
            throw new Refusal("ceiling", ceiling, "must be finite and more than 0", "");
        }
    }

    /** {@code c_i}: the most that a party may earn in a round. */
    public double ceiling(int party) {
        return party == 0 ? ceiling : 1;
    }
}
