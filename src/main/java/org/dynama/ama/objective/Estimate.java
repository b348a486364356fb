package org.dynama.ama.objective;

/**
 * The mean of a sample with its standard error.
 *
 * @param mean the sample mean
 * @param standardError of the mean; NaN for a sample of one
 * @param count the sample's size
 */
public record Estimate(double mean, double standardError, int count) {

    /** The estimate from a sample of at least one; two passes, in order. */
    public static Estimate of(double... sample) {
        return Moments.of(sample).estimate();
    }

    /** The estimate of the mean difference of paired samples. */
    public static Estimate ofDifference(double[] first, double[] second) {
        return Moments.ofDifference(first, second).estimate();
    }

    /** The estimate of the ratio of two paired samples' means, its error to first order (delta method). */
    public static Estimate ofRatio(double[] numerator, double[] denominator) {
        double ratio = of(numerator).mean() / of(denominator).mean();
        double[] residual = new double[numerator.length];
        for (int b = 0; b < numerator.length; b++) {
            residual[b] = numerator[b] - ratio * denominator[b];
        }
        Estimate error = of(residual);
        return new Estimate(
                ratio, error.standardError() / Math.abs(of(denominator).mean()), numerator.length);
    }

    /** The same in a unit of which that many are one. */
    public Estimate times(double factor) {
        return new Estimate(mean * factor, standardError * factor, count);
    }
}
