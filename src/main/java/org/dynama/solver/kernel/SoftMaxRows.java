package org.dynama.solver.kernel;

/** Weights of soft maxima and logarithms of their sums, row by row, as polynomials that minimize the largest relative error. */
public final class SoftMaxRows {
    private static final int WIDTH = Rows.WIDTH;

    /** Exponents are shrunk by so much, and the exponential squared nine times. */
    private static final double SHRINK = 1.0 / 512;

    /** The least shrunk exponent, with its sign turned: everything below counts as exp(-640). */
    private static final double FLOOR = 1.25;

    /** The longest sum of weights whose logarithm is taken without a root before it. */
    private static final double WIDEST = 6;

    private SoftMaxRows() {}

    /**
     * {@code x = exp((x - most) / temperature)} and {@code sum += x}, for {@code x <= most}; relative error below 1e-12 down to
     * exp(-640), which takes the place of everything smaller: the logarithms of small occupancies matter, nearly as far down as a
     * double goes.
     */
    public static void weigh(double[] x, double[] most, double temperature, double[] sum) {
        weigh(x, most, sum, SHRINK / temperature);
    }

    private static void weigh(double[] x, double[] most, double[] sum, double scale) {
        for (int w = 0; w < WIDTH; w++) {
            double z = Math.fma(x[w] - most[w], scale, FLOOR);
            double e = exponential(z + Math.abs(z));
            e = e * e;
            e = e * e;
            e = e * e;
            e = e * e;
            e = e * e;
            e = e * e;
            e = e * e;
            e = e * e;
            e = e * e;
            x[w] = e;
            sum[w] += e;
        }
    }

    /** {@code exp(u / 2 - 1.25)} for {@code u} in [0, 2.5], relative error below 1e-16; inlined, so that loops become vectors. */
    private static double exponential(double u) {
        double e = Math.fma(u, 2.709189258278509e-13, 2.5365308448343613e-12);
        e = Math.fma(e, u, 8.12447831611449e-11);
        e = Math.fma(e, u, 1.5308768527390674e-09);
        e = Math.fma(e, u, 2.777701265454214e-08);
        e = Math.fma(e, u, 4.4408631246499866e-07);
        e = Math.fma(e, u, 6.217572384740864e-06);
        e = Math.fma(e, u, 7.46106129394098e-05);
        e = Math.fma(e, u, 0.0007461062457767058);
        e = Math.fma(e, u, 0.005968849933766684);
        e = Math.fma(e, u, 0.03581309960761147);
        e = Math.fma(e, u, 0.1432523984300914);
        return Math.fma(e, u, 0.28650479686019015);
    }

    /**
     * {@code value = most + temperature * log(sum)} and {@code inverse = 1 / sum}, for sums between 1 and {@code terms}; absolute
     * error of the logarithm below 1e-15, twice that for each root, which more than six terms need.
     */
    public static void logarithm(
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
