package org.dynama.ama.menu.candidates;

import java.util.Arrays;
import org.dynama.ama.objective.Estimate;
import org.dynama.ama.objective.Objective;
import org.dynama.model.Reals;

/** Every economy of common profiles under a growing menu. */
final class CommonState {
    /** An addition must rise above so many of its standard errors. */
    private static final double SURE = 1;

    private final double revenue;
    private final Reals weights;
    private final double[] grand;
    private final double[] made;
    private final double[][] without;
    private final double[] gains;

    CommonState(Objective objective, Reals weights, int count) {
        revenue = objective.revenue();
        this.weights = weights;
        grand = new double[count];
        Arrays.fill(grand, Double.NEGATIVE_INFINITY);
        made = new double[count];
        without = new double[weights.size()][count];
        for (double[] row : without) {
            Arrays.fill(row, Double.NEGATIVE_INFINITY);
        }
        gains = new double[count];
    }

    private CommonState(CommonState other) {
        revenue = other.revenue;
        weights = other.weights;
        grand = other.grand;
        made = other.made;
        without = other.without;
        gains = new double[grand.length];
    }

    /** The same state, for another thread to look at. */
    CommonState view() {
        return new CommonState(this);
    }

    /** The best of some boosts on one half of the profiles, with its gain on the other, less a standard error. */
    Addition best(OrbitRows rows, double... boosts) {
        int half = grand.length / 2;
        double best = boosts[0];
        double most = Double.NEGATIVE_INFINITY;
        for (double boost : boosts) {
            gains(rows, boost, 0, half);
            double mean = Arrays.stream(gains, 0, half).sum() / half;
            best = mean > most ? boost : best;
            most = Math.max(most, mean);
        }
        gains(rows, best, half, grand.length);
        Estimate gain = Estimate.of(Arrays.copyOfRange(gains, half, grand.length));
        return new Addition(best, gain.mean() - SURE * gain.standardError());
    }

    /** By how much the objective rises. */
    private void gains(OrbitRows rows, double boost, int from, int to) {
        double rates = 0;
        Arrays.fill(gains, from, to, 0);
        for (int i = 0; i < without.length && revenue != 0; i++) {
            double rate = revenue / weights.get(i);
            rates += rate;
            for (int b = from; b < to; b++) {
                gains[b] += rate * Math.max(0, rows.without[i][b] + boost - without[i][b]);
            }
        }
        for (int b = from; b < to; b++) {
            double more = rows.grand[b] + boost - grand[b];
            gains[b] += more > 0 ? rows.made[b] - made[b] - rates * more : 0;
        }
    }

    /** The largest boost with which an addition is never chosen. */
    double idle(OrbitRows rows) {
        double least = Double.POSITIVE_INFINITY;
        for (int b = 0; b < grand.length; b++) {
            least = Math.min(least, grand[b] - rows.grand[b]);
            for (int i = 0; i < without.length; i++) {
                least = Math.min(least, without[i][b] - rows.without[i][b]);
            }
        }
        return least;
    }

    /** Adds entries with a boost. */
    void add(OrbitRows rows, double boost) {
        for (int b = 0; b < grand.length; b++) {
            if (rows.grand[b] + boost > grand[b]) {
                grand[b] = rows.grand[b] + boost;
                made[b] = rows.made[b];
            }
        }
        for (int i = 0; i < without.length; i++) {
            for (int b = 0; b < grand.length; b++) {
                without[i][b] = Math.max(without[i][b], rows.without[i][b] + boost);
            }
        }
    }

    /** The mean objective. */
    double mean() {
        double sum = 0;
        for (int b = 0; b < grand.length; b++) {
            sum += made[b];
            for (int i = 0; i < without.length; i++) {
                sum += revenue * (without[i][b] - grand[b]) / weights.get(i);
            }
        }
        return sum / grand.length;
    }
}
