package org.dynama.pivot.mechanism;

/**
 * What is done otherwise where a discount is so near 1 that periods cannot be gone through one by one: values of a policy and
 * visits to states solve equations, the best policy is found by improving one, and seasons are played in part.
 */
public final class NearOne {
    /** The largest discount whose periods are gone through until they weigh nothing. */
    private static final double NEAR = 0.99;

    /** The periods that are looked at one by one: as many as a season has at that discount. */
    public static final int PERIODS = 1400;

    private NearOne() {}

    /** Whether a discount is that near 1. */
    public static boolean holds(double discount) {
        return discount > NEAR && discount < 1;
    }
}
