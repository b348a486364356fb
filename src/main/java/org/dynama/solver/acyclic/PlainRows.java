package org.dynama.solver.acyclic;

import org.dynama.solver.kernel.Rows;

/** The inner operations in plain Java, as loops that the just-in-time compiler turns into vector instructions. */
final class PlainRows implements SoftRows {
    private static final int WIDTH = Rows.WIDTH;

    /** The longest sum of weights whose logarithm is a polynomial without a root before it. */
    private static final double WIDEST = 6;

    /** The least exponent, and what it is shrunk by for the polynomial. */
    private static final double FLOOR = 1.25;

    private static final double SHRINK = 1.0 / 32;

    private final double[] most = new double[WIDTH];
    private final double[] sum = new double[WIDTH];

    @Override
    public void soften(
            PairRows worth,
            int first,
            int end,
            double temperature,
            double[] weights,
            double[] value,
            double[] inverse) {
        Rows.fill(most, Double.NEGATIVE_INFINITY);
        for (int p = first; p < end; p++) {
            set(weights, (p - first) * WIDTH, worth.base[p], worth.slope[p], worth.type[p], worth.next(p), most);
        }
        for (int o = 0; o < (end - first) * WIDTH; o += WIDTH) {
            shift(weights, o, most, SHRINK / temperature);
        }
        exponential(weights, (end - first) * WIDTH);
        Rows.fill(sum, 0);
        for (int o = 0; o < (end - first) * WIDTH; o += WIDTH) {
            add(sum, weights, o);
        }
        logarithm(value, inverse, end - first, temperature);
    }

    private static void set(double[] out, int o, double base, double slope, double[] type, double[] next, double[] most) {
        for (int w = 0; w < WIDTH; w++) {
            double q = base + slope * type[w] + next[w];
            out[o + w] = q;
            most[w] = Math.max(most[w], q);
        }
    }

    /** Twice the part of {@code (x - most) * scale + FLOOR} above zero. */
    private static void shift(double[] x, int o, double[] most, double scale) {
        for (int w = 0; w < WIDTH; w++) {
            double t = Math.fma(x[o + w] - most[w], scale, FLOOR);
            x[o + w] = t + Math.abs(t);
        }
    }

    /** {@code x = exp(16 x - 40)} for {@code x} in [0, 2.5], relative error below 1e-14. */
    private static void exponential(double[] x, int count) {
        for (int k = 0; k < count; k++) {
            double u = x[k];
            double e = Math.fma(u, 2.709184248541762e-13, 2.536538513941462e-12);
            e = Math.fma(e, u, 8.124473188068453e-11);
            e = Math.fma(e, u, 1.5308770493150213e-09);
            e = Math.fma(e, u, 2.777701217784595e-08);
            e = Math.fma(e, u, 4.440863132264158e-07);
            e = Math.fma(e, u, 6.217572383931869e-06);
            e = Math.fma(e, u, 7.461061293997419e-05);
            e = Math.fma(e, u, 0.0007461062457764565);
            e = Math.fma(e, u, 0.005968849933766749);
            e = Math.fma(e, u, 0.035813099607611455);
            e = Math.fma(e, u, 0.1432523984300914);
            e = Math.fma(e, u, 0.28650479686019015);
            e = e * e;
            e = e * e;
            e = e * e;
            e = e * e;
            x[k] = e * e;
        }
    }

    private static void add(double[] out, double[] x, int o) {
        for (int w = 0; w < WIDTH; w++) {
            out[w] += x[o + w];
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
    public void visit(int first, int end, double[] weights, double[] scale, double[][] into, double[] sums) {
        for (int p = first; p < end; p++) {
            double[] nu = into[p - first] == null ? sum : into[p - first];
            visit(nu, weights, (p - first) * WIDTH, scale);
            sums[p] = total(nu);
        }
    }

    private static void visit(double[] out, double[] weights, int o, double[] scale) {
        for (int w = 0; w < WIDTH; w++) {
            out[w] = scale[w] * weights[o + w];
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
    public void mean(PairRows gain, int first, int end, double[] weights, double[] inverse, double[] mean) {
        Rows.fill(sum, 0);
        for (int p = first; p < end; p++) {
            mean(sum, weights, (p - first) * WIDTH, gain.base[p], gain.slope[p], gain.type[p], gain.next(p));
        }
        Rows.multiply(mean, sum, inverse);
    }

    private static void mean(
            double[] out, double[] weights, int o, double base, double slope, double[] type, double[] next) {
        for (int w = 0; w < WIDTH; w++) {
            out[w] += weights[o + w] * (base + slope * type[w] + next[w]);
        }
    }

    @Override
    public void sensitivities(
            PairRows gain,
            int first,
            int end,
            double[] weights,
            double[] scale,
            double[] mean,
            double[] carry,
            double[][] into,
            double[] sums) {
        for (int p = first; p < end; p++) {
            double[] lambda = into[p - first] == null ? sum : into[p - first];
            System.arraycopy(weights, (p - first) * WIDTH, lambda, 0, WIDTH);
            sensitivity(lambda, gain.base[p], gain.slope[p], gain.type[p], gain.next(p), mean, scale, carry);
            sums[p] = total(lambda);
        }
    }

    private static void sensitivity(
            double[] out,
            double base,
            double slope,
            double[] type,
            double[] next,
            double[] mean,
            double[] scale,
            double[] carry) {
        for (int w = 0; w < WIDTH; w++) {
            double above = base + slope * type[w] + next[w] - mean[w];
            out[w] *= Math.fma(above, scale[w], carry[w]);
        }
    }
}
