package org.dynama.solver.kernel;

import java.util.Arrays;

/**
 * Elementwise operations on rows of {@link #WIDTH} numbers, written so that the just-in-time compiler turns each into
 * vector instructions: constant trip counts, one statement a loop, no branches, no bit tricks.
 */
public final class Rows {
    /** Profiles side by side: long enough to amortise a loop, short enough that a tree's tables stay in cache. */
    public static final int WIDTH = org.dynama.model.Profiles.BLOCK;

    /** Below this an exponential is as good as zero beside the one that is at least 1. */
    private static final double FLOOR = -40;

    /** The exponential is taken of x / 32 and squared five times, which loses 32 units in the last place at most. */
    private static final double SHRINK = 1.0 / 32;

    /** Centre of the shrunk range [-1.25, 0], around which the series is expanded. */
    private static final double CENTRE = -0.625;

    private static final double EXP_CENTRE = Math.exp(CENTRE);

    private Rows() {}

    /** A row of {@code count} equal numbers. */
    public static double[] filled(int count, double value) {
        double[] row = new double[count];
        Arrays.fill(row, value);
        return row;
    }

    public static void fill(double[] out, double value) {
        for (int w = 0; w < WIDTH; w++) {
            out[w] = value;
        }
    }

    public static void addScaled(double[] out, double scale, double[] x) {
        for (int w = 0; w < WIDTH; w++) {
            out[w] += scale * x[w];
        }
    }

    public static void max(double[] out, double[] x) {
        for (int w = 0; w < WIDTH; w++) {
            out[w] = Math.max(out[w], x[w]);
        }
    }

    /** {@code out = x * y}. */
    public static void multiply(double[] out, double[] x, double[] y) {
        for (int w = 0; w < WIDTH; w++) {
            out[w] = x[w] * y[w];
        }
    }

    /** {@code out += x * y}. */
    public static void addProduct(double[] out, double[] x, double[] y) {
        for (int w = 0; w < WIDTH; w++) {
            out[w] += x[w] * y[w];
        }
    }

    /** {@code out -= x * y}. */
    public static void subtractProduct(double[] out, double[] x, double[] y) {
        for (int w = 0; w < WIDTH; w++) {
            out[w] -= x[w] * y[w];
        }
    }

    /** {@code out += scale * x * y}. */
    public static void addScaledProduct(double[] out, double scale, double[] x, double[] y) {
        for (int w = 0; w < WIDTH; w++) {
            out[w] += scale * x[w] * y[w];
        }
    }

    /** {@code out = max(out, bound)}. */
    public static void atLeast(double[] out, double bound) {
        for (int w = 0; w < WIDTH; w++) {
            out[w] = Math.max(out[w], bound);
        }
    }

    /** {@code out = x^(-1/2)}. */
    public static void inverseRoot(double[] out, double[] x) {
        for (int w = 0; w < WIDTH; w++) {
            out[w] = 1 / Math.sqrt(x[w]);
        }
    }

    public static void scale(double[] out, double factor) {
        for (int w = 0; w < WIDTH; w++) {
            out[w] *= factor;
        }
    }

    /** {@code out = max(out, |x|)}. */
    public static void maxAbsolute(double[] out, double[] x) {
        for (int w = 0; w < WIDTH; w++) {
            out[w] = Math.max(out[w], Math.abs(x[w]));
        }
    }

    /** {@code out = max(out, x - y)}. */
    public static void maxDifference(double[] out, double[] x, double[] y) {
        for (int w = 0; w < WIDTH; w++) {
            out[w] = Math.max(out[w], x[w] - y[w]);
        }
    }

    /** {@code out = x + scale * y}. */
    public static void set(double[] out, double[] x, double scale, double[] y) {
        for (int w = 0; w < WIDTH; w++) {
            out[w] = x[w] + scale * y[w];
        }
    }

    /** {@code out = max(out, x + scale * y)}. */
    public static void max(double[] out, double[] x, double scale, double[] y) {
        for (int w = 0; w < WIDTH; w++) {
            out[w] = Math.max(out[w], x[w] + scale * y[w]);
        }
    }

    /** {@code x = 1 / x}. */
    public static void reciprocal(double[] x) {
        for (int w = 0; w < WIDTH; w++) {
            x[w] = 1 / x[w];
        }
    }

    /** {@code out = base + scale * x + y}. */
    public static void set(double[] out, double base, double scale, double[] x, double[] y) {
        for (int w = 0; w < WIDTH; w++) {
            out[w] = base + scale * x[w] + y[w];
        }
    }

    /** {@code out = max(out, base + scale * x + y)}. */
    public static void max(double[] out, double base, double scale, double[] x, double[] y) {
        for (int w = 0; w < WIDTH; w++) {
            out[w] = Math.max(out[w], base + scale * x[w] + y[w]);
        }
    }

    /** {@code out += x * (base + scale * y)}. */
    public static void addProduct(double[] out, double[] x, double base, double scale, double[] y) {
        for (int w = 0; w < WIDTH; w++) {
            out[w] += x[w] * (base + scale * y[w]);
        }
    }

    /** {@code out = factor * nu * (gain - mean)}. */
    public static void sensitivity(double[] out, double factor, double[] nu, double[] gain, double[] mean) {
        for (int w = 0; w < WIDTH; w++) {
            out[w] = factor * nu[w] * (gain[w] - mean[w]);
        }
    }

    /** {@code exp(z + CENTRE)} for {@code |z| <= 0.625}, by its series; inlined, so that loops with it become vectors. */
    private static double expNearCentre(double z) {
        double e = Math.fma(z, 1.0 / 1307674368000L, 1.0 / 87178291200L);
        e = Math.fma(e, z, 1.0 / 6227020800L);
        e = Math.fma(e, z, 1.0 / 479001600);
        e = Math.fma(e, z, 1.0 / 39916800);
        e = Math.fma(e, z, 1.0 / 3628800);
        e = Math.fma(e, z, 1.0 / 362880);
        e = Math.fma(e, z, 1.0 / 40320);
        e = Math.fma(e, z, 1.0 / 5040);
        e = Math.fma(e, z, 1.0 / 720);
        e = Math.fma(e, z, 1.0 / 120);
        e = Math.fma(e, z, 1.0 / 24);
        e = Math.fma(e, z, 1.0 / 6);
        e = Math.fma(e, z, 0.5);
        e = Math.fma(e, z, 1);
        return Math.fma(e, z, 1) * EXP_CENTRE;
    }

    /**
     * {@code x = exp((x - max) * inverseTemperature)} and {@code sum += x}, for {@code x <= max}; relative error below
     * 1e-13 down to exp(-40), which takes the place of everything smaller.
     */
    public static void softWeight(double[] x, double[] max, double inverseTemperature, double[] sum) {
        for (int w = 0; w < WIDTH; w++) {
            double z = Math.max((x[w] - max[w]) * inverseTemperature, FLOOR) * SHRINK - CENTRE;
            double e = expNearCentre(z);
            e = e * e;
            e = e * e;
            e = e * e;
            e = e * e;
            e = e * e;
            x[w] = e;
            sum[w] += e;
        }
    }

    /** The sum of the first {@code count} numbers, by eight partial sums in a fixed order. */
    public static double sum(double[] x, int count) {
        double[] lanes = new double[8];
        for (int w = 0; w < count; w++) {
            lanes[w & 7] += x[w];
        }
        return ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
    }
}
