package org.dynama.ama.mechanism;

/** Optimal values of {@code B} profiles, and how far each may be from the exact one. */
public final class BoundedValues {
    private final double[] values;
    private final double[] errors;

    /** Holds the arrays that it is given, both of shape {@code [B]} and in affine welfare. */
    public BoundedValues(double[] values, double[] errors) {
        this.values = values;
        this.errors = errors;
    }

    public double value(int b) {
        return values[b];
    }

    /** Infinite where nothing is known. */
    public double error(int b) {
        return errors[b];
    }
}
