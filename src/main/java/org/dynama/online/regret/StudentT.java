package org.dynama.online.regret;

import org.dynama.refusal.Refusal;
import org.hipparchus.distribution.continuous.TDistribution;

/** Quantiles of Student's t distribution. */
final class StudentT {
    /** How near a quantile must be. */
    private static final double ACCURACY = 1e-12;

    private StudentT() {}

    /**
     * The two-sided 95 % quantile.
     *
     * @param freedom degrees of freedom, at least 1
     */
    static double quantile(int freedom) {
        if (freedom < 1) {
            throw new Refusal("degrees of freedom", freedom, "must be at least 1", "Maybe more seeds.");
        }
        return new TDistribution(freedom, ACCURACY).inverseCumulativeProbability(0.975);
    }
}
