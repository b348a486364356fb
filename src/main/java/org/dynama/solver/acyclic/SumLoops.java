package org.dynama.solver.acyclic;

import org.dynama.solver.kernel.Rows;

/** Loops that lead to sums over all profiles: half a row is added to the other one where nobody needs the row itself. */
final class SumLoops {
    private static final int HALF = Rows.WIDTH / 2;

    private SumLoops() {}

    /** {@code out = carry - scale * mean}. */
    static void level(double[] out, double[] carry, double[] scale, double[] mean) {
        for (int w = 0; w < Rows.WIDTH; w++) {
            out[w] = carry[w] - scale[w] * mean[w];
        }
    }

    /** The halves of {@code x * y}, added up. */
    static void halves(double[] out, double[] x, double[] y) {
        for (int w = 0; w < HALF; w++) {
            out[w] = x[w] * y[w] + x[w + HALF] * y[w + HALF];
        }
    }

    /** The halves of {@code weights * ((base + slope * type) * scale + level)}, added up. */
    static void halves(
            double[] out, double[] weights, double base, double slope, double[] type, double[] scale, double[] level) {
        for (int w = 0; w < HALF; w++) {
            double x = weights[w] * Math.fma(Math.fma(slope, type[w], base), scale[w], level[w]);
            double y = weights[w + HALF]
                    * Math.fma(Math.fma(slope, type[w + HALF], base), scale[w + HALF], level[w + HALF]);
            out[w] = x + y;
        }
    }

    /** The sum of the first {@code count} numbers, a multiple of eight, by eight sums in a fixed order. */
    static double total(double[] x, int count) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        double e = 0;
        double f = 0;
        double g = 0;
        double h = 0;
        for (int w = 0; w < count; w += 8) {
            a += x[w];
            b += x[w + 1];
            c += x[w + 2];
            d += x[w + 3];
            e += x[w + 4];
            f += x[w + 5];
            g += x[w + 6];
            h += x[w + 7];
        }
        return ((a + b) + (c + d)) + ((e + f) + (g + h));
    }
}
