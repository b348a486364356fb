package org.dynama.online.mdp;

import java.util.Arrays;

/**
 * What the seller believes possible: an interval for each probability of the kernel, Bernstein's, intersected over
 * episodes, and one for each expected reward.
 *
 * @see "Leon and Etesami, eq. 20 to 27"
 */
final class ConfidenceSets {
    private final Market market;
    private final double zeta;
    private final double radius;
    private final int states;
    private final int pairs;

    /** Shape {@code [S * A * S]}. */
    final double[] low;

    final double[] high;
    /** Shape {@code [n + 1][S * A]}. */
    final double[][] lower;

    final double[][] upper;

    /** The largest deviation from the truth so far, as a share of the radius. */
    private double worstKernel;

    private double worstReward;
    private boolean covered = true;

    ConfidenceSets(Market market, double zeta, double radius) {
        this.market = market;
        this.zeta = zeta;
        this.radius = radius;
        states = market.stateCount();
        pairs = market.pairs();
        low = new double[pairs * states];
        high = new double[pairs * states];
        Arrays.fill(high, 1);
        lower = new double[market.bidders() + 1][pairs];
        upper = new double[market.bidders() + 1][pairs];
        for (int player = 0; player <= market.bidders(); player++) {
            Arrays.fill(upper[player], ceiling(player));
        }
    }

    private double ceiling(int player) {
        return player == 0 ? market.ceiling() : 1;
    }

    /** The sets of a seller who knows everything: points. */
    void know() {
        for (int k = 0; k < low.length; k++) {
            low[k] = market.kernel().get(k);
            high[k] = low[k];
        }
        for (int player = 0; player <= market.bidders(); player++) {
            lower[player] = market.rewards(player);
            upper[player] = market.rewards(player);
        }
    }

    /**
     * Narrows the sets at the end of an episode.
     *
     * @param visits shape {@code [S * A * S]}: {@code N(s,a,s')}
     * @param sums shape {@code [n + 1][S * A]}: reported rewards
     * @param episode {@code k}
     */
    void update(long[] visits, double[][] sums, long episode) {
        int n = market.bidders();
        double logKernel = Math.log(pairs * (double) episode / zeta);
        double logReward = Math.log(pairs * (double) episode * n / zeta);
        for (int pair = 0; pair < pairs; pair++) {
            long count = 0;
            for (int k = pair * states; k < (pair + 1) * states; k++) {
                count += visits[k];
            }
            double seen = Math.max(1, count);
            double fewer = Math.max(1, count - 1);
            for (int k = pair * states; k < (pair + 1) * states; k++) {
                narrow(k, visits[k] / seen, logKernel, fewer);
            }
            double beta = radius * Math.sqrt(2 * logReward / seen);
            for (int player = 0; player <= n; player++) {
                bound(player, pair, sums[player][pair] / seen, ceiling(player) * beta);
            }
        }
    }

    private void narrow(int k, double mean, double log, double count) {
        double epsilon = radius * (2 * Math.sqrt(mean * log / count) + 14 * log / (3 * count));
        low[k] = Math.max(low[k], mean - epsilon);
        high[k] = Math.min(high[k], mean + epsilon);
        double truth = market.kernel().get(k);
        worstKernel = Math.max(worstKernel, Math.abs(truth - mean) / epsilon);
        covered &= truth >= low[k] && truth <= high[k];
    }

    private void bound(int player, int pair, double mean, double beta) {
        lower[player][pair] = Math.max(0, mean - beta);
        upper[player][pair] = Math.min(ceiling(player), mean + beta);
        worstReward = Math.max(worstReward, Math.abs(market.rewards().get(player * pairs + pair) - mean) / beta);
    }

    boolean covered() {
        return covered && worstReward <= 1;
    }

    double worstKernel() {
        return worstKernel;
    }

    double worstReward() {
        return worstReward;
    }

    /** Sums the upper (or lower) bounds of all players but one; -1 leaves nobody out. */
    double[] total(boolean up, int left) {
        double[] total = new double[pairs];
        for (int player = 0; player <= market.bidders(); player++) {
            if (player != left) {
                double[] bound = up ? upper[player] : lower[player];
                for (int pair = 0; pair < pairs; pair++) {
                    total[pair] += bound[pair];
                }
            }
        }
        return total;
    }
}
