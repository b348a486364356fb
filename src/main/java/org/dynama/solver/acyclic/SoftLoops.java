package org.dynama.solver.acyclic;

import org.dynama.solver.kernel.Rows;

/** Exponentials and logarithms of rows, as polynomials that minimize the largest relative error. */
final class SoftLoops {
    private static final int WIDTH = Rows.WIDTH;

    /** Exponents are shrunk by so much, and the exponential squared seven times. */
    static final double SHRINK = 1.0 / 128;

    /** The least shrunk exponent, with its sign turned: everything below counts as exp(-40). */
    private static final double FLOOR = 0.3125;

    /** The longest sum of weights whose logarithm is taken without a root before it. */
    private static final double WIDEST = 6;

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

    /**
     * {@code value = most + temperature * log(sum)} and {@code inverse = 1 / sum}, for sums between 1 and {@code terms}; absolute
     * error of the logarithm below 1e-15, twice that for each root, which more than six terms need.
     */
    static void logarithm(
            double[] value, double[] inverse, double[] sum, double[] most, int terms, double temperature) {
        double widest = terms;
        double factor = temperature;
        System.arraycopy(sum, 0, inverse, 0, WIDTH);
        while (widest > WIDEST) {
            root(inverse);
            widest = Math.sqrt(widest);
            factor *= 2;
        }
        double centre = Math.sqrt(widest);
        series(value, inverse, sum, most, factor, centre, factor * Math.log(centre));
    }

    private static void root(double[] x) {
        for (int w = 0; w < WIDTH; w++) {
            x[w] = Math.sqrt(x[w]);
        }
    }

    /** By a series of artanh about the centre, and with one division for both. */
    private static void series(
            double[] value,
            double[] inverse,
            double[] sum,
            double[] most,
            double factor,
            double centre,
            double constant) {
        for (int w = 0; w < WIDTH; w++) {
            double y = inverse[w];
            double d = 1 / (sum[w] * (y + centre));
            inverse[w] = d * (y + centre);
            double z = (y - centre) * (d * sum[w]);
            double u = z * z;
            double e = Math.fma(u, 0.2477489704629069, 0.006117783546935197);
            e = Math.fma(e, u, 0.13120484160753873);
            e = Math.fma(e, u, 0.11302153082603647);
            e = Math.fma(e, u, 0.13386872385828355);
            e = Math.fma(e, u, 0.15380522514066008);
            e = Math.fma(e, u, 0.18182022854628982);
            e = Math.fma(e, u, 0.22222215761246217);
            e = Math.fma(e, u, 0.2857142869140936);
            e = Math.fma(e, u, 0.3999999999885137);
            e = Math.fma(e, u, 0.6666666666667097);
            e = Math.fma(e, u, 2);
            value[w] = most[w] + Math.fma(factor * z, e, constant);
        }
    }
}
