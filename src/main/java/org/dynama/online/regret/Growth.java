package org.dynama.online.regret;

import java.util.Arrays;

/**
 * How fast a regret grows: the slope of the logarithm of a mean curve against the logarithm of the round, by least
 * squares, with its standard error over seeds.
 *
 * <p>The points of a cumulative curve lean on one another, so the residuals of the fit say nothing about its error. The
 * error is the jackknife's: the fit is repeated with each seed left out once.
 *
 * @param slope 2/3 where a regret grows as {@code T^(2/3)}; NaN where it changes its sign, or has two points at most
 * @param standardError NaN for a single seed
 * @param points of the fit
 * @param seeds 0 in records of earlier versions
 * @param changesSign whether the mean is above its floor at some rounds that count, and below it at others
 */
public record Growth(double slope, double standardError, int points, int seeds, boolean changesSign) {
    /** Fewer say too little of their own spread. */
    public static final int LEAST_SEEDS = 10;

    /** A mean that is nearer to nothing than this per round is rounding and counts nowhere. */
    private static final double ROUNDING = 1e-9;

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
        return new Growth(slope, error, used(rounds, sum, from), seeds, false);
    }

    /**
     * The growth of the size of what the mean of curves is beyond a floor, above or below it; none where it changes sides.
     *
     * @param curves shape {@code [seeds][K]}, counted in what an agent may have in a round
     * @param floor per round
     */
    public static Growth ofExcess(long[] rounds, double[][] curves, double floor, long from) {
        int seeds = curves.length;
        double[][] excess = new double[seeds][rounds.length];
        int above = 0;
        int below = 0;
        for (int k = 0; k < rounds.length; k++) {
            double total = 0;
            for (int b = 0; b < seeds; b++) {
                excess[b][k] = curves[b][k] - floor * rounds[k];
                total += excess[b][k] / seeds;
            }
            boolean counts = rounds[k] >= from && Math.abs(total) > ROUNDING * rounds[k];
            above += counts && total > 0 ? 1 : 0;
            below += counts && total < 0 ? 1 : 0;
        }
        if (above > 0 && below > 0) {
            return new Growth(Double.NaN, Double.NaN, above + below, seeds, true);
        } else if (above + below == 0) {
            return new Growth(Double.NaN, Double.NaN, 0, seeds, false);
        }
        double sign = below > 0 ? -1 : 1;
        double[][] sizes = Arrays.stream(excess)
                .map(curve -> Arrays.stream(curve).map(size -> sign * size).toArray())
                .toArray(double[][]::new);
        return of(rounds, sizes, from);
    }

    /** Whether there are seeds enough for an interval. */
    public boolean hasInterval() {
        return seeds >= LEAST_SEEDS && Double.isFinite(standardError);
    }

    /** The lower end of the 95 % confidence interval, by Student's t over seeds. */
    public double low() {
        return slope - StudentT.quantile(seeds - 1) * standardError;
    }

    /** The upper end of the 95 % confidence interval. */
    public double high() {
        return slope + StudentT.quantile(seeds - 1) * standardError;
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
