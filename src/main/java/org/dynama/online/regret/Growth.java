package org.dynama.online.regret;

/**
 * How fast a regret grows: the slope of the logarithm of a mean curve against the logarithm of the round, by least
 * squares, with its standard error over seeds.
 *
 * <p>The points of a cumulative curve lean on one another, so the residuals of the fit say nothing about its error. The
 * error is the jackknife's: the fit is repeated with each seed left out once.
 *
 * @param slope 2/3 where a regret grows as {@code T^(2/3)}; NaN where the mean is not positive at two points at least
 * @param standardError NaN for a single seed
 * @param points of the fit
 */
public record Growth(double slope, double standardError, int points) {

    /** The two-sided 95 % quantile of the normal distribution. */
    private static final double QUANTILE = 1.96;

    /**
     * The growth of the mean of curves.
     *
     * @param rounds shape {@code [K]}
     * @param curves shape {@code [seeds][K]}
     * @param from the first round that counts
     */
    public static Growth of(long[] rounds, double[][] curves, long from) {
        int points = rounds.length;
        double[] sum = new double[points];
        for (double[] curve : curves) {
            for (int k = 0; k < points; k++) {
                sum[k] += curve[k];
            }
        }
        double slope = slope(rounds, sum, from);
        int seeds = curves.length;
        double mean = 0;
        double[] without = new double[seeds];
        double[] rest = new double[points];
        for (int b = 0; b < seeds; b++) {
            for (int k = 0; k < points; k++) {
                rest[k] = sum[k] - curves[b][k];
            }
            without[b] = slope(rounds, rest, from);
            mean += without[b] / seeds;
        }
        double squares = 0;
        for (double one : without) {
            squares += (one - mean) * (one - mean);
        }
        double error = seeds > 1 ? Math.sqrt(squares * (seeds - 1) / seeds) : Double.NaN;
        return new Growth(slope, error, used(rounds, sum, from));
    }

    /**
     * The growth of the size of what the mean of curves is beyond a floor, above or below it at the end.
     *
     * @param floor per round
     */
    public static Growth ofExcess(long[] rounds, double[][] curves, double floor, long from) {
        double[][] excess = new double[curves.length][rounds.length];
        double total = 0;
        for (int b = 0; b < curves.length; b++) {
            for (int k = 0; k < rounds.length; k++) {
                excess[b][k] = curves[b][k] - floor * rounds[k];
            }
            total += excess[b][rounds.length - 1];
        }
        for (int b = 0; total < 0 && b < curves.length; b++) {
            for (int k = 0; k < rounds.length; k++) {
                excess[b][k] = -excess[b][k];
            }
        }
        return of(rounds, excess, from);
    }

    /** The lower end of the 95 % confidence interval. */
    public double low() {
        return slope - QUANTILE * standardError;
    }

    /** The upper end of the 95 % confidence interval. */
    public double high() {
        return slope + QUANTILE * standardError;
    }

    private static boolean counts(long round, double value, long from) {
        return round >= from && value > 0;
    }

    private static int used(long[] rounds, double[] values, long from) {
        int used = 0;
        for (int k = 0; k < rounds.length; k++) {
            used += counts(rounds[k], values[k], from) ? 1 : 0;
        }
        return used;
    }

    private static double slope(long[] rounds, double[] values, long from) {
        int used = used(rounds, values, from);
        if (used < 2) {
            return Double.NaN;
        }
        double meanX = 0;
        double meanY = 0;
        for (int k = 0; k < rounds.length; k++) {
            if (counts(rounds[k], values[k], from)) {
                meanX += Math.log((double) rounds[k]) / used;
                meanY += Math.log(values[k]) / used;
            }
        }
        double product = 0;
        double square = 0;
        for (int k = 0; k < rounds.length; k++) {
            if (counts(rounds[k], values[k], from)) {
                double x = Math.log((double) rounds[k]) - meanX;
                product += x * (Math.log(values[k]) - meanY);
                square += x * x;
            }
        }
        return product / square;
    }
}
