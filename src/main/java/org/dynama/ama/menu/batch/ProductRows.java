package org.dynama.ama.menu.batch;

import org.dynama.model.Profiles;

/**
 * Operations on rows of {@link Profiles#BLOCK} numbers, one for each profile of a block, in loops that the just-in-time compiler
 * turns into vector instructions: constant trip counts, one statement a loop.
 */
final class ProductRows {
    static final int WIDTH = Profiles.BLOCK;

    private static final double[] ZEROS = new double[WIDTH];

    private ProductRows() {}

    /**
     * {@code out = sum over j of factors[at + j] * rows[from + j]}, added in the order of {@code j}, so that
     * {@link #product(double[], int, double[], int, int)} has the same bits.
     */
    static void product(double[] out, double[] factors, int at, double[][] rows, int from, int count) {
        double[] base = ZEROS;
        int j = 0;
        for (; j + 5 <= count; j += 5) {
            five(out, base, factors, at + j, rows, from + j);
            base = out;
        }
        for (; j + 2 <= count; j += 2) {
            two(out, base, factors[at + j], rows[from + j], factors[at + j + 1], rows[from + j + 1]);
            base = out;
        }
        if (j < count) {
            one(out, base, factors[at + j], rows[from + j]);
        }
    }

    /** The same sum for one profile, whose numbers stand side by side. */
    static double product(double[] factors, int at, double[] numbers, int from, int count) {
        double sum = 0;
        for (int j = 0; j < count; j++) {
            sum += factors[at + j] * numbers[from + j];
        }
        return sum;
    }

    private static void five(double[] out, double[] base, double[] factors, int at, double[][] rows, int from) {
        double a = factors[at];
        double b = factors[at + 1];
        double c = factors[at + 2];
        double d = factors[at + 3];
        double e = factors[at + 4];
        double[] u = rows[from];
        double[] v = rows[from + 1];
        double[] x = rows[from + 2];
        double[] y = rows[from + 3];
        double[] z = rows[from + 4];
        for (int w = 0; w < WIDTH; w++) {
            out[w] = base[w] + a * u[w] + b * v[w] + c * x[w] + d * y[w] + e * z[w];
        }
    }

    private static void two(double[] out, double[] base, double a, double[] u, double b, double[] v) {
        for (int w = 0; w < WIDTH; w++) {
            out[w] = base[w] + a * u[w] + b * v[w];
        }
    }

    private static void one(double[] out, double[] base, double a, double[] u) {
        for (int w = 0; w < WIDTH; w++) {
            out[w] = base[w] + a * u[w];
        }
    }

    /** {@code out = constant + x + y}. */
    static void sum(double[] out, double constant, double[] x, double[] y) {
        for (int w = 0; w < WIDTH; w++) {
            out[w] = constant + x[w] + y[w];
        }
    }

    /** {@code out = constant + x}. */
    static void shifted(double[] out, double constant, double[] x) {
        for (int w = 0; w < WIDTH; w++) {
            out[w] = constant + x[w];
        }
    }

    static void add(double[] out, double[] x) {
        for (int w = 0; w < WIDTH; w++) {
            out[w] += x[w];
        }
    }

    /** {@code out = max(out, x)}. */
    static void max(double[] out, double[] x) {
        for (int w = 0; w < WIDTH; w++) {
            out[w] = Math.max(out[w], x[w]);
        }
    }

    /** {@code out = max(out, x - y)}. */
    static void maxWithout(double[] out, double[] x, double[] y) {
        for (int w = 0; w < WIDTH; w++) {
            out[w] = Math.max(out[w], x[w] - y[w]);
        }
    }
}
