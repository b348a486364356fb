package org.dynama.online.mdp;

import java.util.Arrays;

/**
 * VCG of each round on its own: the action of the largest welfare by the means of what was reported in this state, and what
 * each agent's presence costs the others in this round. Each action is tried once in each state, free of charge; where the
 * market goes is not looked at.
 */
public final class MyopicVcg implements MarketMechanism {
    @Override
    public Rule begin(Known known) {
        return new Myopic(known);
    }

    private static final class Myopic implements Rule {
        private final int n;
        private final int actions;
        private final long[] visits;
        /** Shape {@code [S * A, n + 1]}: means of what was heard. */
        private final double[] means;
        /** Shape {@code [S * A]}: their sums. */
        private final double[] welfare;

        Myopic(Known known) {
            n = known.agents();
            actions = known.actions();
            visits = new long[known.states() * actions];
            means = new double[visits.length * (n + 1)];
            welfare = new double[visits.length];
        }

        @Override
        public int decide(long t, int state, double[] prices) {
            int first = state * actions;
            int best = first;
            for (int pair = first; pair < first + actions; pair++) {
                if (visits[pair] == 0) {
                    Arrays.fill(prices, 0);
                    return pair - first;
                }
                best = welfare[pair] > welfare[best] ? pair : best;
            }
            for (int i = 1; i <= n; i++) {
                double most = Double.NEGATIVE_INFINITY;
                for (int pair = first; pair < first + actions; pair++) {
                    most = Math.max(most, welfare[pair] - means[pair * (n + 1) + i]);
                }
                prices[i - 1] = most - (welfare[best] - means[best * (n + 1) + i]);
            }
            return best - first;
        }

        @Override
        public void hear(int state, int action, double[] reports, int next) {
            int pair = state * actions + action;
            visits[pair]++;
            double sum = 0;
            for (int party = 0; party <= n; party++) {
                int at = pair * (n + 1) + party;
                means[at] += (reports[party] - means[at]) / visits[pair];
                sum += means[at];
            }
            welfare[pair] = sum;
        }
    }
}
