package org.dynama.online.bandit;

import org.dynama.model.Draws;
import org.dynama.model.Reals;
import org.dynama.online.outcome.Outcomes;

/**
 * A mechanism for rounds that are alike: which outcome each round has, what everyone pays, and what it makes of reports. One
 * object serves all threads; what it learns belongs to a run.
 */
public interface RoundMechanism {
    /** Begins a run. */
    Rule begin(Known known);

    /**
     * What is known before the first round.
     *
     * @param outcomes of a round
     * @param values shape {@code [n * S]}; what is known to all or was bid in advance, as a share of the most that an agent
     *     may have; NaN where it is to be learned
     * @param designer the designer's expected components, in the same unit; a mechanism that learns them reads none
     * @param rounds of the run
     * @param draws random numbers of the run
     */
    record Known(Outcomes outcomes, Reals values, Reals designer, long rounds, Draws draws) {}

    /** One run; serves one thread. */
    interface Rule {
        /**
         * Decides a round.
         *
         * @param t from 1, one more than before
         * @param turn as the round before left it; receives the outcome and the prices
         */
        void decide(long t, Turn turn);

        /** Whether a report of an agent's allocation would be of use in this round; else she is not asked. */
        default boolean asks(int i, int s) {
            return true;
        }

        /** Hears what an agent reports of the allocation that she had in this round; never of one that is known. */
        void hear(int i, int s, double report);

        /** Whether the designer looks at what she realises in this round. */
        default boolean asksDesigner() {
            return false;
        }

        /** Hears what one of the designer's components came to in this round. */
        default void hearDesigner(int component, double realised) {}

        /**
         * The largest deviation of a mean from the truth as a share of its confidence radius; asked for the books alone, in
         * rounds in which confidence sets were updated.
         *
         * @param truth shape {@code [n * S]}
         */
        default double worstDeviation(double[] truth) {
            return 0;
        }
    }
}
