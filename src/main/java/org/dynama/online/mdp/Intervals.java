package org.dynama.online.mdp;

import java.util.Arrays;

/** Intervals in which unknown numbers are believed to lie, with the estimates and radii of the last update. */
final class Intervals {
    final double[] low;
    final double[] high;
    final double[] mean;
    final double[] radius;

    /** Intervals from 0 to {@code ceilings}, before the first estimate. */
    Intervals(double[] ceilings) {
        low = new double[ceilings.length];
        high = ceilings.clone();
        mean = new double[ceilings.length];
        radius = new double[ceilings.length];
        Arrays.fill(radius, Double.POSITIVE_INFINITY);
    }

    /** Makes each interval a point. */
    void know(double[] truth) {
        System.arraycopy(truth, 0, low, 0, truth.length);
        System.arraycopy(truth, 0, high, 0, truth.length);
    }

    /** Replaces an interval by {@code mean +- radius}, cut to {@code [least, most]}. */
    void set(int k, double mean, double radius, double least, double most) {
        this.mean[k] = mean;
        this.radius[k] = radius;
        low[k] = Math.max(least, mean - radius);
        high[k] = Math.min(most, mean + radius);
    }

    /** The largest {@code |truth - mean|} as a share of the radius; 0 before the first estimate. */
    double worstDeviation(double[] truth) {
        double worst = 0;
        for (int k = 0; k < truth.length; k++) {
            worst = Math.max(worst, Math.abs(truth[k] - mean[k]) / radius[k]);
        }
        return worst;
    }

    /** Whether all of them hold the truth. */
    boolean hold(double[] truth) {
        for (int k = 0; k < truth.length; k++) {
            if (!(truth[k] >= low[k] && truth[k] <= high[k])) {
                return false;
            }
        }
        return true;
    }
}
