package org.dynama.learned.world;

/**
 * The standard normal distribution. A library's differs beyond the eighth digit of a draw, which training carries on to the third of its
 * results: what was trained and printed would not come again.
 */
public final class Normal {
    private static final double[] A = {
        -3.969683028665376e1,
        2.209460984245205e2,
        -2.759285104469687e2,
        1.383577518672690e2,
        -3.066479806614716e1,
        2.506628277459239
    };
    private static final double[] B = {
        -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1
    };
    private static final double[] C = {
        -7.784894002430293e-3,
        -3.223964580411365e-1,
        -2.400758277161838,
        -2.549732539343734,
        4.374664141464968,
        2.938163982698783
    };
    private static final double[] D = {7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416
    };
    private static final double TAIL = 0.02425;

    private Normal() {}

    /**
     * The number below which a normal draw falls with probability {@code q} in (0, 1): a rational approximation with a
     * relative error below 1.2e-9 (Acklam 2003).
     */
    public static double quantile(double q) {
        if (q < TAIL) {
            double r = Math.sqrt(-2 * Math.log(q));
            return polynomial(C, r) / (polynomial(D, r) * r + 1);
        }
        if (q > 1 - TAIL) {
            return -quantile(1 - q);
        }
        double r = (q - 0.5) * (q - 0.5);
        return polynomial(A, r) * (q - 0.5) / (polynomial(B, r) * r + 1);
    }

    /** The probability of a normal draw below {@code x}, by inverting {@link #quantile} to 1e-9. */
    public static double cumulative(double x) {
        if (x < -8 || x > 8) {
            return x < 0 ? 0 : 1;
        }
        double from = 1e-16;
        double to = 1 - 1e-16;
        for (int k = 0; k < 60; k++) {
            double middle = (from + to) / 2;
            if (quantile(middle) < x) {
                from = middle;
            } else {
                to = middle;
            }
        }
        return (from + to) / 2;
    }

    private static double polynomial(double[] coefficients, double x) {
        double value = 0;
        for (double coefficient : coefficients) {
            value = value * x + coefficient;
        }
        return value;
    }
}
