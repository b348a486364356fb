package org.dynama.ama.menu.candidates;

import java.util.Arrays;
import org.dynama.ama.objective.Objective;
import org.dynama.model.Reals;

/** Every economy of common profiles under a growing menu. */
final class CommonState {
    /** Boosts are tried at which a new entry would be chosen in these shares of the profiles. */
    private static final double[] SHARES = {0.0003, 0.001, 0.002, 0.004, 0.008, 0.015, 0.03, 0.06, 0.12, 0.25, 0.5};

    private final double revenue;
    private final Reals weights;
    private final double[] grand;
    private final double[] made;
    private final double[][] without;
    private final double[] threshold;

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
        threshold = new double[count];
    }

    private CommonState(CommonState other) {
        revenue = other.revenue;
        weights = other.weights;
        grand = other.grand;
        made = other.made;
        without = other.without;
        threshold = new double[grand.length];
    }

    /** The same state, for another thread to look at. */
    CommonState view() {
        return new CommonState(this);
    }

    /**
     * A boost for an addition.
     *
     * @param gain of the mean objective
     */
    record Addition(double boost, double gain) {}

    /** The best of some boosts for an addition, one of them given. */
    Addition best(OrbitRows rows, double given) {
        for (int b = 0; b < threshold.length; b++) {
            threshold[b] = grand[b] - rows.grand[b];
        }
        Arrays.sort(threshold);
        Addition best = new Addition(given, gain(rows, given));
        for (double share : SHARES) {
            double boost = threshold[(int) (share * (threshold.length - 1))];
            double gain = gain(rows, boost);
            best = gain > best.gain ? new Addition(boost, gain) : best;
        }
        return best;
    }

    /** By how much the mean objective rises. */
    private double gain(OrbitRows rows, double boost) {
        double sum = 0;
        for (int i = 0; i < without.length && revenue != 0; i++) {
            double rate = revenue / weights.get(i);
            double part = 0;
            for (int b = 0; b < grand.length; b++) {
                part += Math.max(0, rows.without[i][b] + boost - without[i][b]);
            }
            sum += rate * part;
        }
        double rates = 0;
        for (int i = 0; i < without.length; i++) {
            rates += revenue / weights.get(i);
        }
        for (int b = 0; b < grand.length; b++) {
            double more = rows.grand[b] + boost - grand[b];
            sum += more > 0 ? rows.made[b] - made[b] - rates * more : 0;
        }
        return sum / grand.length;
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
