package org.dynama.solver.acyclic;

import org.dynama.solver.kernel.Rows;

/** The inner operations in plain Java, as loops that the just-in-time compiler turns into vector instructions. */
final class PlainRows implements SoftRows {
    private static final int WIDTH = Rows.WIDTH;

    /** The longest sum of weights whose logarithm is a polynomial without a root before it. */
    private static final double WIDEST = 6;

    /** The least exponent, and what it is shrunk by for the polynomial. */
    private static final double FLOOR = 0.3125;

    private static final double SHRINK = 1.0 / 128;

    private final double[] most = new double[WIDTH];
    private final double[] sum = new double[WIDTH];

    @Override
    public void soften(
            PairRows worth, int first, int end, double temperature, double[][] weights, double[] value, double[] inverse) {
        most(worth, first, end);
        Rows.fill(sum, 0);
        double scale = SHRINK / temperature;
        for (int p = first; p < end; p++) {
            weigh(weights[p], worth.base[p], worth.slope[p], worth.type[p], worth.next(p), most, scale, sum);
        }
        logarithm(value, inverse, end - first, temperature);
    }

    private void most(PairRows x, int first, int end) {
        int p = first;
        Rows.set(most, x.base[p], x.slope[p], x.type[p], x.next(p));
        for (p++; p + 1 < end; p += 2) {
            max(
                    most,
                    x.base[p],
                    x.slope[p],
                    x.type[p],
                    x.next(p),
                    x.base[p + 1],
                    x.slope[p + 1],
                    x.type[p + 1],
                    x.next(p + 1));
        }
        if (p < end) {
            Rows.max(most, x.base[p], x.slope[p], x.type[p], x.next(p));
        }
    }

    private static void max(
            double[] most, double b, double s, double[] x, double[] y, double c, double t, double[] u, double[] v) {
        for (int w = 0; w < WIDTH; w++) {
            most[w] = Math.max(most[w], Math.max(b + s * x[w] + y[w], c + t * u[w] + v[w]));
        }
    }

    /**
     * {@code out = exp((Q - most) * 128 scale)} and {@code sum += out}, by a polynomial in twice the part of the shrunk exponent
     * above the floor; relative error below 1e-13.
     */
    private static void weigh(
            double[] out,
            double base,
            double slope,
            double[] type,
            double[] next,
            double[] most,
            double scale,
            double[] sum) {
        for (int w = 0; w < WIDTH; w++) {
            double t = Math.fma(base + slope * type[w] + next[w] - most[w], scale, FLOOR);
            double u = t + Math.abs(t);
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
            e = e * e;
            out[w] = e;
            sum[w] += e;
        }
    }

    private void logarithm(double[] value, double[] inverse, int terms, double temperature) {
        double widest = terms;
        double factor = temperature;
        System.arraycopy(sum, 0, inverse, 0, WIDTH);
        while (widest > WIDEST) {
            root(inverse);
            widest = Math.sqrt(widest);
            factor *= 2;
        }
        double centre = Math.sqrt(widest);
        logarithm(value, inverse, sum, most, factor, centre, factor * Math.log(centre));
    }

    private static void root(double[] x) {
        for (int w = 0; w < WIDTH; w++) {
            x[w] = Math.sqrt(x[w]);
        }
    }

    /** {@code value = most + log(inverse) * factor} by a series about the centre, and {@code inverse = 1 / sum}: one division. */
    private static void logarithm(
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

    @Override
    public void visit(int first, int end, double[][] weights, double[] scale, double[][] into, double[] sums) {
        for (int p = first; p < end; p++) {
            double[] nu = into[p - first] == null ? sum : into[p - first];
            Rows.multiply(nu, weights[p], scale);
            sums[p] = total(nu);
        }
    }

    /** By eight sums, in a fixed order. */
    private static double total(double[] x) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        double e = 0;
        double f = 0;
        double g = 0;
        double h = 0;
        for (int w = 0; w < WIDTH; w += 8) {
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

    @Override
    public void mean(PairRows gain, int first, int end, double[][] weights, double[] inverse, double[] mean) {
        Rows.fill(sum, 0);
        for (int p = first; p < end; p++) {
            mean(sum, weights[p], gain.base[p], gain.slope[p], gain.type[p], gain.next(p));
        }
        Rows.multiply(mean, sum, inverse);
    }

    private static void mean(double[] out, double[] weights, double base, double slope, double[] type, double[] next) {
        for (int w = 0; w < WIDTH; w++) {
            out[w] += weights[w] * (base + slope * type[w] + next[w]);
        }
    }

    @Override
    public void sensitivities(
            PairRows gain,
            int first,
            int end,
            double[][] weights,
            double[] scale,
            double[] mean,
            double[] carry,
            double[][] into,
            double[] sums) {
        for (int p = first; p < end; p++) {
            double[] lambda = into[p - first] == null ? sum : into[p - first];
            sensitivity(
                    lambda, weights[p], gain.base[p], gain.slope[p], gain.type[p], gain.next(p), mean, scale, carry);
            sums[p] = total(lambda);
        }
    }

    private static void sensitivity(
            double[] out,
            double[] weights,
            double base,
            double slope,
            double[] type,
            double[] next,
            double[] mean,
            double[] scale,
            double[] carry) {
        for (int w = 0; w < WIDTH; w++) {
            double above = base + slope * type[w] + next[w] - mean[w];
            out[w] = weights[w] * Math.fma(above, scale[w], carry[w]);
        }
    }
}
