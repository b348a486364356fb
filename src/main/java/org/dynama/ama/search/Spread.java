package org.dynama.ama.search;

import java.util.Arrays;

/**
 * The mean of equally likely vectors, and how far they are spread.
 *
 * @param mean of each coordinate
 * @param variance of one vector, summed over coordinates
 * @param count of vectors
 */
@SuppressWarnings("ArrayRecordComponent") // Read, and compared with nothing.
record Spread(double[] mean, double variance, int count) {

    /** Of at least two vectors. */
    static Spread of(double[][] vectors) {
        double[] mean = new double[vectors[0].length];
        for (double[] vector : vectors) {
            Arrays.setAll(mean, x -> mean[x] + vector[x] / vectors.length);
        }
        double squares = 0;
        for (double[] vector : vectors) {
            for (int x = 0; x < mean.length; x++) {
                squares += (vector[x] - mean[x]) * (vector[x] - mean[x]);
            }
        }
        return new Spread(mean, squares / (vectors.length - 1), vectors.length);
    }

    double norm() {
        return Math.sqrt(Arrays.stream(mean).map(x -> x * x).sum());
    }

    /** The norm of what the mean is an estimate of: chance makes the mean's longer. */
    double unbiasedNorm() {
        return Math.sqrt(Math.max(0, norm() * norm() - variance / count));
    }

    /** Standard error of the mean, all coordinates together. */
    double error() {
        return Math.sqrt(variance / count);
    }

    /** The root of the variance of one vector. */
    double deviation() {
        return Math.sqrt(variance);
    }
}
