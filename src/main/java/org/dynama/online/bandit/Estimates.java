package org.dynama.online.bandit;

import java.util.Arrays;

/** Running means with their confidence widths; values that are known have no width. Nothing is allocated in use. */
final class Estimates {
    private final boolean clipped;
    private final long[] count;
    private final double[] sum;
    private final double[] mean;
    /** {@code 1 / sqrt(count)}; 0 where the value is known. */
    private final double[] spread;

    private final int[] unknown;

    /**
     * Before the first sample.
     *
     * @param truth the values, of which those that are known are read
     * @param clipped whether means are clipped to [0, 1]
     */
    Estimates(double[] truth, boolean[] known, boolean clipped) {
        this.clipped = clipped;
        count = new long[truth.length];
        sum = new double[truth.length];
        mean = new double[truth.length];
        spread = new double[truth.length];
        int size = 0;
        int[] open = new int[truth.length];
        for (int k = 0; k < truth.length; k++) {
            if (known[k]) {
                mean[k] = truth[k];
            } else {
                open[size++] = k;
            }
        }
        unknown = Arrays.copyOf(open, size);
    }

    void add(int k, double report) {
        sum[k] += report;
        count[k]++;
        double average = sum[k] / count[k];
        mean[k] = clipped ? Math.min(1, Math.max(0, average)) : average;
        spread[k] = 1 / Math.sqrt((double) count[k]);
    }

    /** Writes {@code mean + width * spread}. */
    void bound(double width, double[] out) {
        for (int k = 0; k < out.length; k++) {
            out[k] = mean[k] + width * spread[k];
        }
    }

    /** The largest deviation from the truth as a share of its confidence radius. */
    double worstDeviation(double[] truth, double width) {
        double worst = 0;
        for (int k : unknown) {
            if (count[k] > 0) {
                worst = Math.max(worst, Math.abs(mean[k] - truth[k]) / (width * spread[k]));
            }
        }
        return worst;
    }
}
