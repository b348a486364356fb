package org.dynama.solver.acyclic;

import org.dynama.solver.kernel.Rows;

/** Exponentials of rows, as polynomials that minimize the largest relative error. */
final class SoftLoops {
    private static final int WIDTH = Rows.WIDTH;

    /** Exponents are shrunk by so much, and the exponential squared seven times. */
    static final double SHRINK = 1.0 / 128;

    /** The least shrunk exponent, with its sign turned: everything below counts as exp(-40). */
    private static final double FLOOR = 0.3125;

    private SoftLoops() {}

    /** {@link #weigh(double[], double, double, double[], double[], double[], double, double[])} where the run ends. */
    static void weigh(
            double[] out, double base, double slope, double[] type, double[] most, double scale, double[] sum) {
        for (int w = 0; w < WIDTH; w++) {
            double x = Math.fma(Math.fma(slope, type[w], base) - most[w], scale, FLOOR);
            double e = exponential(x + Math.abs(x));
            out[w] = e;
            sum[w] += e;
        }
    }

    /** {@code out = exp((base + slope * type + next - most) * scale / SHRINK)}, with a floor; {@code sum += out}. */
    static void weigh(
            double[] out,
            double base,
            double slope,
            double[] type,
            double[] next,
            double[] most,
            double scale,
            double[] sum) {
        for (int w = 0; w < WIDTH; w++) {
            double x = Math.fma(Math.fma(slope, type[w], base + next[w]) - most[w], scale, FLOOR);
            double e = exponential(x + Math.abs(x));
            out[w] = e;
            sum[w] += e;
        }
    }

    /** {@code exp(64 u - 40)} for {@code u} in [0, 0.625], relative error below 1e-13; inlined, so that loops become vectors. */
    private static double exponential(double u) {
        double e = Math.fma(u, 8.281634218592228e-08, 1.1198399293682401e-06);
        e = Math.fma(e, u, 1.5886096838019506e-05);
        e = Math.fma(e, u, 0.0001905215949380829);
        e = Math.fma(e, u, 0.0019052497430419994);
        e = Math.fma(e, u, 0.015241992184647904);
        e = Math.fma(e, u, 0.09145195362341925);
        e = Math.fma(e, u, 0.3658078144732043);
        e = Math.fma(e, u, 0.7316156289466422);
        e = e * e;
        e = e * e;
        e = e * e;
        e = e * e;
        e = e * e;
        e = e * e;
        return e * e;
    }
}
