package org.dynama.ama.objective;

/**
 * What the mean of a sample and its standard error follow from. Samples that are parts of one are put together in their order,
 * which alone decides the last bits.
 *
 * @param count the sample's size
 * @param sum of the sample, added in order
 * @param squares of the deviations from the sample's own mean, added in order
 */
public record Moments(long count, double sum, double squares) {

    /** Of a sample; two passes. */
    public static Moments of(double... sample) {
        double sum = 0;
        for (double value : sample) {
            sum += value;
        }
        double mean = sum / sample.length;
        double squares = 0;
        for (double value : sample) {
            squares += (value - mean) * (value - mean);
        }
        return new Moments(sample.length, sum, squares);
    }

    /** Of the differences of paired samples. */
    public static Moments ofDifference(double[] first, double[] second) {
        double[] difference = new double[first.length];
        for (int b = 0; b < first.length; b++) {
            difference[b] = first[b] - second[b];
        }
        return of(difference);
    }

    /** Of this sample and the one after it, by the formula of Chan, Golub and LeVeque (1979). */
    public Moments and(Moments next) {
        long all = count + next.count;
        double apart = next.sum / next.count - sum / count;
        double between = apart * apart * count * ((double) next.count / all);
        return new Moments(all, sum + next.sum, squares + next.squares + between);
    }

    /** The mean with its error. */
    public Estimate estimate() {
        return new Estimate(sum / count, Math.sqrt(squares / (count - 1.0) / count), Math.toIntExact(count));
    }
}
