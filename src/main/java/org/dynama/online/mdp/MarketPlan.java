package org.dynama.online.mdp;

import org.dynama.online.reporting.Noise;
import org.dynama.refusal.Refusal;

/**
 * What a market is made of by {@link Markets}.
 *
 * @param sale what is sold
 * @param motion how the market moves
 * @param counts its size
 * @param alpha the least probability of the kernel; more than 0 and at most {@code 1 / S}
 * @param ceiling {@code c_max}, the most that the designer may earn in a round
 * @param noise of realised rewards; it must have bounds
 */
public record MarketPlan(Sale sale, Motion motion, Counts counts, double alpha, double ceiling, Noise noise) {

    /** What is sold in a round; the designer may always keep it. */
    public enum Sale {
        /** One item. */
        SINGLE_ITEM,
        /** Several items that are alike; an agent's next one is worth less to her than the one before. */
        MULTI_UNIT,
        /** Several items that differ; an agent values a bundle by its items, and more than that if it is everything. */
        COMBINATORIAL,
        /** As many allocations as agents and one, with every reward drawn by itself. */
        ANYTHING
    }

    /** How the market moves. */
    public enum Motion {
        /** A kernel that is drawn, of the given least probability. */
        RANDOM,
        /** Low, normal and peak demand in turn; selling much today makes low demand tomorrow more likely. */
        DEMAND_CYCLE
    }

    /**
     * How many there are.
     *
     * @param agents {@code n}, at least 1
     * @param items of a multi-unit or combinatorial sale, at least 1
     * @param states {@code S}, at least 1; a demand cycle has 3
     */
    public record Counts(int agents, int items, int states) {
        public Counts {
            if (agents < 1 || items < 1 || states < 1) {
                throw Refusal.of(
                        "agents = " + agents + ", items = " + items + " and states = " + states + " must be 1 at least",
                        "");
            }
        }
    }

    public MarketPlan {
        int states = counts.states();
        if (!(alpha > 0 && alpha * states <= 1)) {
            throw new Refusal(
                    "alpha",
                    alpha,
                    "must be more than 0 and at most 1 / states; the largest that works is " + 1.0 / states,
                    "Maybe alpha: " + Math.min(DemandCycle.LEAST, 0.4 / states) + ".");
        }
        boolean fits = switch (motion) {
            case RANDOM -> true;
            case DEMAND_CYCLE -> states == DemandCycle.STATES && alpha <= DemandCycle.LEAST;
        };
        if (!fits) {
            throw Refusal.of(
                    "a demand cycle of " + states + " states and alpha = " + alpha + " must have " + DemandCycle.STATES
                            + " states, and alpha at most " + DemandCycle.LEAST,
                    states == DemandCycle.STATES
                            ? "Maybe alpha: " + DemandCycle.LEAST + "."
                            : "Maybe states: " + DemandCycle.STATES + ".");
        }
        if (noise.spread() == Double.POSITIVE_INFINITY) {
            throw Refusal.of(
                    "noise without bounds takes realised rewards out of their range, and no confidence set holds for"
                            + " them",
                    "Maybe noise: coin.");
        }
    }
}
