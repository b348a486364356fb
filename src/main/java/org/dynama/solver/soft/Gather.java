package org.dynama.solver.soft;

import org.dynama.solver.kernel.Rows;

/** Weighted sums of up to three rows at a time, as loops that the compiler turns into vector instructions. */
final class Gather {
    /** Rows that one loop reads. */
    static final int MOST = 3;

    private Gather() {}

    /** {@code out += sum of weight[k] * x[next[k]]} for {@code from <= k < to}. */
    static void add(double[] out, double[] weight, int[] next, int from, int to, double[][] x) {
        int k = from;
        for (; k + 2 < to; k += MOST) {
            add(out, weight[k], x[next[k]], weight[k + 1], x[next[k + 1]], weight[k + 2], x[next[k + 2]]);
        }
        if (k + 1 < to) {
            add(out, weight[k], x[next[k]], weight[k + 1], x[next[k + 1]]);
        } else if (k < to) {
            Rows.addScaled(out, weight[k], x[next[k]]);
        }
    }

    /** {@code out += factor * (sum of weight[k] * x[next[k]])} for {@code from <= k < to}. */
    static void addProduct(double[] out, double[] factor, double[] weight, int[] next, int from, int to, double[][] x) {
        int k = from;
        for (; k + 2 < to; k += MOST) {
            addProduct(
                    out, factor, weight[k], x[next[k]], weight[k + 1], x[next[k + 1]], weight[k + 2], x[next[k + 2]]);
        }
        if (k + 1 < to) {
            addProduct(out, factor, weight[k], x[next[k]], weight[k + 1], x[next[k + 1]]);
        } else if (k < to) {
            Rows.addScaledProduct(out, weight[k], factor, x[next[k]]);
        }
    }

    private static void add(double[] out, double a, double[] x, double b, double[] y) {
        for (int w = 0; w < Rows.WIDTH; w++) {
            out[w] += a * x[w] + b * y[w];
        }
    }

    private static void add(double[] out, double a, double[] x, double b, double[] y, double c, double[] z) {
        for (int w = 0; w < Rows.WIDTH; w++) {
            out[w] += a * x[w] + b * y[w] + c * z[w];
        }
    }

    private static void addProduct(double[] out, double[] f, double a, double[] x, double b, double[] y) {
        for (int w = 0; w < Rows.WIDTH; w++) {
            out[w] += f[w] * (a * x[w] + b * y[w]);
        }
    }

    private static void addProduct(
            double[] out, double[] f, double a, double[] x, double b, double[] y, double c, double[] z) {
        for (int w = 0; w < Rows.WIDTH; w++) {
            out[w] += f[w] * (a * x[w] + b * y[w] + c * z[w]);
        }
    }
}
