package org.dynama.ama.menu.batch;

/** Softmax mass of an entry in every profile of a block, and what flows back through it: whole rows at a time. */
final class SoftRows {
    private static final int WIDTH = ProductRows.WIDTH;

    /** Below this an exponential is as good as zero beside the one that is 1. */
    private static final double FLOOR = -44;

    /** The exponential is taken of x / 64 and squared six times, which loses 64 units in the last place at most. */
    private static final double SHRINK = 1.0 / 64;

    /** Centre of the shrunk range [-0.6875, 0], around which the series is expanded. */
    private static final double CENTRE = FLOOR * SHRINK / 2;

    private static final double EXP_CENTRE = Math.exp(CENTRE);

    /** Profiles whose rows are added at once. */
    private static final int TOGETHER = 4;

    private SoftRows() {}

    /** {@code out = exp((score - best) / t)}, to 64 units in the last place; at least {@code exp(-44)}. */
    static void powers(double[] out, double[] score, double[] best, double inverse) {
        for (int w = 0; w < WIDTH; w++) {
            out[w] = Math.max((score[w] - best[w]) * inverse, FLOOR) * SHRINK - CENTRE;
        }
        for (int w = 0; w < WIDTH; w++) {
            out[w] = series(out[w]) * EXP_CENTRE;
        }
        for (int squaring = 0; squaring < 6; squaring++) {
            for (int w = 0; w < WIDTH; w++) {
                out[w] *= out[w];
            }
        }
    }

    private static double series(double z) {
        double low = 1 + z * (1 + z * (1.0 / 2 + z * (1.0 / 6 + z * (1.0 / 24 + z * (1.0 / 120)))));
        double cube = z * z * z;
        double high = 1.0 / 720
                + z * (1.0 / 5040 + z * (1.0 / 40320 + z * (1.0 / 362880 + z * (1.0 / 3628800 + z / 39916800))));
        return low + cube * cube * high;
    }

    /** {@code mass += power, mean += power * worth}. */
    static void gather(double[] mass, double[] mean, double[] power, double[] worth) {
        for (int w = 0; w < WIDTH; w++) {
            mass[w] += power[w];
        }
        for (int w = 0; w < WIDTH; w++) {
            mean[w] += power[w] * worth[w];
        }
    }

    /** {@code power} becomes {@code scale p}, and {@code flow} what flows to the score: {@code scale p (worth - mean) / t}. */
    static void flows(
            double[] flow, double[] power, double[] mass, double[] worth, double[] mean, double scale, double inverse) {
        for (int w = 0; w < WIDTH; w++) {
            power[w] = power[w] / mass[w] * scale;
        }
        for (int w = 0; w < WIDTH; w++) {
            flow[w] = power[w] * (worth[w] - mean[w]) * inverse;
        }
    }

    /**
     * Adds {@code sum over w of factors[w] * numbers[w * stride + from + x]} to {@code out[at + x]} for {@code x < length};
     * {@code count} profiles, in order.
     */
    static void addRows(
            double[] out, int at, double[] factors, int count, double[] numbers, int from, int stride, int length) {
        int w = 0;
        for (; w + TOGETHER <= count; w += TOGETHER) {
            double a = factors[w];
            double b = factors[w + 1];
            double c = factors[w + 2];
            double d = factors[w + 3];
            int first = from + w * stride;
            int second = first + stride;
            int third = second + stride;
            int fourth = third + stride;
            for (int x = 0; x < length; x++) {
                out[at + x] += a * numbers[first + x]
                        + b * numbers[second + x]
                        + c * numbers[third + x]
                        + d * numbers[fourth + x];
            }
        }
        for (; w < count; w++) {
            for (int x = 0; x < length; x++) {
                out[at + x] += factors[w] * numbers[from + w * stride + x];
            }
        }
    }

    /** {@code out = power + weight flow}. */
    static void both(double[] out, double[] power, double weight, double[] flow) {
        for (int w = 0; w < WIDTH; w++) {
            out[w] = power[w] + weight * flow[w];
        }
    }

    /** {@code row *= factor}. */
    static void times(double[] row, double factor) {
        for (int w = 0; w < WIDTH; w++) {
            row[w] *= factor;
        }
    }

    /** The sum of products of two rows' first {@code count}. */
    static double dot(double[] x, double[] y, int count) {
        double sum = 0;
        for (int w = 0; w < count; w++) {
            sum += x[w] * y[w];
        }
        return sum;
    }

    /** The sum of a row's first {@code count}, in four interleaved parts. */
    static double sum(double[] row, int count) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int w = 0;
        for (; w + TOGETHER <= count; w += TOGETHER) {
            a += row[w];
            b += row[w + 1];
            c += row[w + 2];
            d += row[w + 3];
        }
        for (; w < count; w++) {
            a += row[w];
        }
        return a + b + (c + d);
    }
}
