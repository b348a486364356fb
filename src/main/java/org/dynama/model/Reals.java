package org.dynama.model;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/**
 * An immutable sequence of doubles that compares by value, so that records can hold numbers.
 *
 * <p>It has no arithmetic: batches of numbers belong to the solvers, parameters and tables to this.
 */
public final class Reals {
    private final double[] values;

    private Reals(double[] values) {
        this.values = values;
    }

    /** The given numbers, copied. */
    public static Reals of(double... values) {
        return new Reals(values.clone());
    }

    /** {@code size} times the same number. */
    public static Reals filled(int size, double value) {
        double[] values = new double[size];
        Arrays.fill(values, value);
        return new Reals(values);
    }

    /** Every number times {@code 2^exponent}: exact but where one over- or underflows. */
    public Reals scaled(int exponent) {
        if (exponent == 0) {
            return this;
        }
        double[] scaled = new double[values.length];
        Arrays.setAll(scaled, k -> Math.scalb(values[k], exponent));
        return new Reals(scaled);
    }

    public int size() {
        return values.length;
    }

    public double get(int index) {
        return values[index];
    }

    /** A fresh copy. */
    public double[] toArray() {
        return values.clone();
    }

    public DoubleStream stream() {
        return Arrays.stream(values);
    }

    /** The index of the first entry that is NaN or infinite, or -1. */
    public int firstNotFinite() {
        for (int k = 0; k < values.length; k++) {
            if (!Double.isFinite(values[k])) {
                return k;
            }
        }
        return -1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Reals reals && Arrays.equals(values, reals.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
    /** Each times a factor. */
    public Reals times(double factor) {
        return with(value -> value * factor);
    }

    /** What becomes of each number. */
    public Reals with(DoubleUnaryOperator change) {
        return of(stream().map(change).toArray());
    }
}
