package org.dynama.search;

import org.dynama.model.RandomStream;
import org.hipparchus.random.SobolSequenceGenerator;

/**
 * A Sobol sequence in {@code [-1, 1)^d} with a random digital shift: well spread, unbiased, and never the origin.
 *
 * <p>Up to 21,201 dimensions.
 */
final class SobolPoints {
    /** What the direction numbers of Joe and Kuo (2008) reach. */
    static final int DIMENSIONS = 21_201;

    private static final int DIGITS = 52;

    private final SobolSequenceGenerator sequence;
    private final long[] shift;

    SobolPoints(int dimension, RandomStream stream) {
        sequence = new SobolSequenceGenerator(dimension);
        sequence.nextVector();
        shift = stream.bits(0, dimension);
        for (int k = 0; k < dimension; k++) {
            shift[k] >>>= Long.SIZE - DIGITS;
        }
    }

    double[] next() {
        double[] point = sequence.nextVector();
        for (int k = 0; k < point.length; k++) {
            long digits = (long) Math.scalb(point[k], DIGITS) ^ shift[k];
            point[k] = 2 * Math.scalb((double) digits, -DIGITS) - 1;
        }
        return point;
    }
}
