package org.dynama.solver.acyclic;

import org.dynama.solver.kernel.Rows;

/** Loops over what pairs are worth, {@code base + slope * type + next}, the same to the bit wherever it is computed. */
final class WorthLoops {
    private static final int WIDTH = Rows.WIDTH;

    private WorthLoops() {}

    /** {@code most = max} over a state's pairs. */
    static void most(PairRows x, int first, int end, double[] most) {
        int p = first;
        set(most, x.base[p], x.slope[p], x.type[p], x.next(p));
        for (p++; p + 1 < end; p += 2) {
            double b = x.base[p];
            double c = x.base[p + 1];
            if (x.ends(p) && x.ends(p + 1)) {
                max(most, b, x.slope[p], x.type[p], c, x.slope[p + 1], x.type[p + 1]);
            } else {
                max(most, b, x.slope[p], x.type[p], x.next(p), c, x.slope[p + 1], x.type[p + 1], x.next(p + 1));
            }
        }
        if (p < end) {
            max(most, x.base[p], x.slope[p], x.type[p], x.next(p));
        }
    }

    private static void set(double[] out, double b, double s, double[] x, double[] y) {
        for (int w = 0; w < WIDTH; w++) {
            out[w] = Math.fma(s, x[w], b + y[w]);
        }
    }

    private static void max(double[] out, double b, double s, double[] x, double[] y) {
        for (int w = 0; w < WIDTH; w++) {
            out[w] = Math.max(out[w], Math.fma(s, x[w], b + y[w]));
        }
    }

    private static void max(double[] out, double b, double s, double[] x, double c, double t, double[] u) {
        for (int w = 0; w < WIDTH; w++) {
            out[w] = Math.max(out[w], Math.max(Math.fma(s, x[w], b), Math.fma(t, u[w], c)));
        }
    }

    private static void max(
            double[] out, double b, double s, double[] x, double[] y, double c, double t, double[] u, double[] v) {
        for (int w = 0; w < WIDTH; w++) {
            out[w] = Math.max(out[w], Math.max(Math.fma(s, x[w], b + y[w]), Math.fma(t, u[w], c + v[w])));
        }
    }

    /** {@code out += factor * (base + slope * type)}. */
    static void addProduct(double[] out, double[] factor, double base, double slope, double[] type) {
        for (int w = 0; w < WIDTH; w++) {
            out[w] += factor[w] * Math.fma(slope, type[w], base);
        }
    }

    /** {@code out += factor * (base + slope * type + next)}. */
    static void addProduct(double[] out, double[] factor, double base, double slope, double[] type, double[] next) {
        for (int w = 0; w < WIDTH; w++) {
            out[w] += factor[w] * Math.fma(slope, type[w], base + next[w]);
        }
    }

    /** {@code out = weights * ((base + slope * type + next) * scale + level)}. */
    static void sensitivity(
            double[] out,
            double[] weights,
            double base,
            double slope,
            double[] type,
            double[] next,
            double[] scale,
            double[] level) {
        for (int w = 0; w < WIDTH; w++) {
            out[w] = weights[w] * Math.fma(Math.fma(slope, type[w], base + next[w]), scale[w], level[w]);
        }
    }
}
