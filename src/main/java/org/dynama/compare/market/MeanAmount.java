package org.dynama.compare.market;

/**
 * An expected amount.
 *
 * @param mean of it
 * @param standardError of the mean; 0 where all cases were enumerated
 */
public record MeanAmount(double mean, double standardError) {

    /** One without a sampling error. */
    public static MeanAmount exact(double mean) {
        return new MeanAmount(mean, 0);
    }
}
