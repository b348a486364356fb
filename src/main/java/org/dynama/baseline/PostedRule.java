package org.dynama.baseline;

import org.dynama.model.Profiles;

/** What happens where a price is posted for each unit of a component of her type that an agent enjoys; truth is dominant. */
interface PostedRule {

    /** How many prices an agent has for each component of her type. */
    int stages();

    /** Plays profile {@code b} of reports by agents whose true types may be others; prices have shape {@code [n][stages * d]}. */
    Outcome play(double[][] prices, Profiles reports, Profiles types, int b);

    /** Plays a profile of truthful agents. */
    default Outcome play(double[][] prices, Profiles profiles, int b) {
        return play(prices, profiles, profiles, b);
    }

    /**
     * What comes of it.
     *
     * @param profit payments and the designer's reward
     * @param welfare all rewards
     * @param utilities shape {@code [n]}
     * @param payments shape {@code [n]}
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Outcome(double profit, double welfare, double[] utilities, double[] payments) {
        /**
         * From expected sums of {@link PostedAmounts}.
         *
         * @param back what each agent is given back, shape {@code [n]}
         */
        static Outcome of(double[] expected, double[] back) {
            int n = back.length;
            double profit = expected[2 * n];
            double welfare = expected[2 * n];
            double[] utilities = new double[n];
            double[] payments = new double[n];
            for (int i = 0; i < n; i++) {
                payments[i] = expected[n + i] - back[i];
                profit += payments[i];
                welfare += expected[i];
                utilities[i] = expected[i] - payments[i];
            }
            return new Outcome(profit, welfare, utilities, payments);
        }
    }
}
