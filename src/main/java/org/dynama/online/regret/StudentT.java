package org.dynama.online.regret;

import org.dynama.refusal.Refusal;

/**
 * Quantiles of Student's t distribution.
 *
 * @see "Abramowitz and Stegun (1964), 26.7.3, 26.7.4 and 26.7.8"
 */
final class StudentT {
    private static final double NORMAL = 1.959963984540054;
    /** From here on two terms of the expansion at the normal quantile are right to 1e-6. */
    private static final int MANY = 2_000;

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
        if (freedom > MANY) {
            return NORMAL + (Math.pow(NORMAL, 3) + NORMAL) / (4.0 * freedom);
        }
        double low = 0;
        double high = Math.PI / 2;
        for (int step = 0; step < 60; step++) {
            double middle = (low + high) / 2;
            if (within(middle, freedom) < 0.95) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.tan(low) * Math.sqrt((double) freedom);
    }

    /** The probability of {@code |t| < sqrt(freedom) tan(angle)}: finite sums, for odd degrees and for even ones. */
    private static double within(double angle, int freedom) {
        boolean odd = freedom % 2 == 1;
        double cosine = Math.cos(angle);
        double term = odd ? cosine : 1;
        double sum = freedom == 1 ? 0 : term;
        for (int k = odd ? 3 : 2; k <= freedom - 2; k += 2) {
            term *= (k - 1.0) / k * cosine * cosine;
            sum += term;
        }
        double tail = Math.sin(angle) * sum;
        return odd ? 2 / Math.PI * (angle + tail) : tail;
    }
}
