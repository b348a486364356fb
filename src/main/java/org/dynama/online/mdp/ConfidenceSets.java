package org.dynama.online.mdp;

import java.util.Arrays;

/**
 * What the designer believes possible: an interval for each probability of the kernel, Bernstein's, intersected over
 * episodes, and one for each expected reward.
 *
 * @see "Leon and Etesami, eq. 20 to 27"
 */
final class ConfidenceSets {
    private final double zeta;
    private final double factor;
    private final int n;
    private final int states;
    private final int pairs;
    /** Shape {@code [n + 1]}: the most that each party may earn in a round, {@code c_i}. */
    private final double[] ceilings;

    /** Shape {@code [S * A * S]}: {@code P^[k]}. */
    final Intervals kernel;
    /** Shape {@code [(n + 1) * S * A]}: from the lower to the upper confidence bound. */
    final Intervals rewards;

    /**
     * Sets that hold everything: eq. 23, and rewards from 0 to their ceilings.
     *
     * @param factor what radii are multiplied by
     */
    ConfidenceSets(Market market, double zeta, double factor) {
        this.zeta = zeta;
        this.factor = factor;
        n = market.agents();
        states = market.stateCount();
        pairs = market.pairs();
        ceilings = new double[n + 1];
        Arrays.setAll(ceilings, market.rewards()::ceiling);
        double[] certain = new double[pairs * states];
        Arrays.fill(certain, 1);
        kernel = new Intervals(certain);
        if (states == 1) {
            // Where else would it go.
            kernel.know(certain);
        }
        double[] most = new double[(n + 1) * pairs];
        for (int k = 0; k < most.length; k++) {
            most[k] = ceilings[k / pairs];
        }
        rewards = new Intervals(most);
    }

    /** Narrows the sets at the end of episode {@code k}. */
    void update(Observations seen, long k) {
        for (int pair = 0; pair < pairs; pair++) {
            long count = seen.visits(pair);
            if (states > 1) {
                updateKernel(seen, pair, count, Math.log(pairs * (double) k / zeta));
            }
            updateRewards(seen, pair, count, Math.log(pairs * (double) k * n / zeta));
        }
    }

    /** Eq. 20 to 22. */
    private void updateKernel(Observations seen, int pair, long count, double log) {
        double fewer = Math.max(1, count - 1);
        for (int next = 0; next < states; next++) {
            double mean = seen.visits(pair, next) / (double) Math.max(1, count);
            double epsilon = factor * (2 * Math.sqrt(mean * log / fewer) + 14 * log / (3 * fewer));
            int at = pair * states + next;
            kernel.set(at, mean, epsilon, kernel.low[at], kernel.high[at]);
        }
    }

    /** Eq. 24 to 27. */
    private void updateRewards(Observations seen, int pair, long visits, double log) {
        double count = Math.max(1, visits);
        double beta = factor * Math.sqrt(2 * log / count);
        for (int party = 0; party <= n; party++) {
            double mean = seen.rewards(party, pair) / count;
            rewards.set(party * pairs + pair, mean, ceilings[party] * beta, 0, ceilings[party]);
        }
    }

    /** Sums the upper (or lower) bounds of all parties but one; -1 leaves nobody out. */
    double[] total(boolean up, int left) {
        double[] bound = up ? rewards.high : rewards.low;
        double[] total = new double[pairs];
        for (int party = 0; party <= n; party++) {
            if (party != left) {
                for (int pair = 0; pair < pairs; pair++) {
                    total[pair] += bound[party * pairs + pair];
                }
            }
        }
        return total;
    }
}
