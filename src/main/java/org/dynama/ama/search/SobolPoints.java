package org.dynama.ama.search;

import org.dynama.model.RandomStream;
import org.dynama.refusal.Refusal;
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
        if (dimension > DIMENSIONS) {
            throw new Refusal(
                    "optimizer.kind",
                    "",
                    "searches " + dimension + " coordinates and a Sobol sequence has at most " + DIMENSIONS,
                    "Maybe optimizer.kind: auto, which begins with shared boosts, or optimizer.sharing: action.");
        }
        sequence = new SobolSequenceGenerator(dimension);
        shift = stream.bits(0, dimension);
        for (int k = 0; k < dimension; k++) {
            shift[k] >>>= Long.SIZE - DIGITS;
        }
    }

    /** The point with an index from 0; the sequence's own first point is left out. */
    double[] at(int index) {
        double[] point = sequence.skipTo(index + 1);
        for (int k = 0; k < point.length; k++) {
            long digits = (long) Math.scalb(point[k], DIGITS) ^ shift[k];
            point[k] = 2 * Math.scalb((double) digits, -DIGITS) - 1;
        }
        return point;
    }
}
