package org.dynama.online.mdp;

import java.util.Arrays;
import org.dynama.model.Reals;

/**
 * What the mechanism sees: which state followed which pair, and what was reported of it. Sums over all rounds.
 *
 * @see "Leon and Etesami, Algorithm 2, line 13, and eq. 20 and 24"
 */
final class Observations {
    private final int pairs;
    private final int states;
    /** Shape {@code [S * A * S]}: {@code N(s,a,s')}. */
    private final long[] visits;
    /** Shape {@code [(n + 1) * S * A]}. */
    private final double[] sums;

    Observations(Market market) {
        pairs = market.pairs();
        states = market.stateCount();
        visits = new long[pairs * states];
        sums = new double[(market.agents() + 1) * pairs];
    }

    /** Sees a round's move. */
    void move(int pair, int next) {
        visits[pair * states + next]++;
    }

    /** Hears the reward that a party reports of a round. */
    void reward(int party, int pair, double report) {
        sums[party * pairs + pair] += report;
    }

    /** Shape {@code [S * A * S]}: {@code N(s,a,s')} of all. */
    Reals moves() {
        return Reals.of(Arrays.stream(visits).asDoubleStream().toArray());
    }

    /** {@code N(s,a,s')}. */
    long visits(int pair, int next) {
        return visits[pair * states + next];
    }

    /** {@code N(s,a)}. */
    long visits(int pair) {
        long count = 0;
        for (int k = pair * states; k < (pair + 1) * states; k++) {
            count += visits[k];
        }
        return count;
    }

    /** The sum of a party's reported rewards at a pair. */
    double rewards(int party, int pair) {
        return sums[party * pairs + pair];
    }

    /** Shape {@code [S * A * S]}: shares of moves, with one more that is spread evenly, so that none is 0. */
    double[] kernel() {
        double[] kernel = new double[visits.length];
        for (int k = 0; k < kernel.length; k++) {
            kernel[k] = (visits[k] + 1.0 / states) / (visits(k / states) + 1);
        }
        return kernel;
    }

    /** Shape {@code [(n + 1) * S * A]}: mean reports; 0 where nothing was seen. */
    double[] means() {
        double[] means = new double[sums.length];
        for (int k = 0; k < means.length; k++) {
            means[k] = sums[k] / Math.max(1, visits(k % pairs));
        }
        return means;
    }
}
