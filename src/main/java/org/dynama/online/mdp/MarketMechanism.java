package org.dynama.online.mdp;

import java.util.Map;
import org.dynama.model.Draws;

/**
 * A mechanism for a market that moves and never restarts: what is done in each round, what everyone pays, and what it makes of
 * reports. One object serves all threads; what it learns belongs to a run.
 */
public interface MarketMechanism {
    /** Begins a run. */
    Rule begin(Known known);

    /**
     * What is known before the first round.
     *
     * @param states {@code S}; a run begins in state 0
     * @param actions {@code A}, the same in every state
     * @param agents {@code n}
     * @param ceiling the most that the designer may earn in a round, as a share of the most that an agent may have
     * @param rounds of the run
     * @param draws random numbers of the mechanism alone: what it draws does not change the market's luck
     */
    record Known(int states, int actions, int agents, double ceiling, long rounds, Draws draws) {}

    /** One run; serves one thread. Amounts are shares of the most that an agent may have in a round. */
    interface Rule {
        /**
         * Decides a round.
         *
         * @param t from 1, one more than before
         * @param state in which the market is, from 0
         * @param prices shape {@code [n]}; as the round before left them; receives what each agent pays
         * @return the action, from 0
         */
        int decide(long t, int state, double[] prices);

        /**
         * Hears how a round went.
         *
         * @param reports shape {@code [n + 1]}; what the designer has earned, and what each agent reports, cut to [0, 1]; to be
         *     read at once
         * @param next the state that follows
         */
        void hear(int state, int action, double[] reports, int next);

        /** The episode of the last round that was decided, from 1: agents may lie by it. */
        default long episode() {
            return 1;
        }

        /** Numbers of the whole run, by name, for its books. */
        default Map<String, Double> facts() {
            return Map.of();
        }
    }
}
