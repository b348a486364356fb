package org.dynama.model;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * An immutable sequence of doubles that compares by value, so that records can hold numbers.
 *
 * <p>It has no arithmetic: batches of numbers belong to the solvers, parameters and tables to this.
 */
public final class Reals {
    private final double[] values;
    /** The decimals that the numbers were rounded from; empty where they are the numbers themselves. */
    private final List<BigDecimal> decimals;

    private Reals(double[] values) {
        this.values = values;
        decimals = List.of();
    }

    private Reals(List<BigDecimal> decimals) {
        this.values = decimals.stream().mapToDouble(BigDecimal::doubleValue).toArray();
        this.decimals = List.copyOf(decimals);
    }

    /** The given numbers, copied. */
    public static Reals of(double... values) {
        return new Reals(values.clone());
    }

    /** The given decimals, each rounded to the nearest double, and kept for {@link #exact}. */
    public static Reals of(List<BigDecimal> decimals) {
        return new Reals(decimals);
    }

    /** {@code size} times the same number. */
    public static Reals filled(int size, double value) {
        double[] values = new double[size];
        Arrays.fill(values, value);
        return new Reals(values);
    }

    public int size() {
        return values.length;
    }

    public double get(int index) {
        return values[index];
    }

    /** The decimal that an entry was rounded from, else the double itself, which is a finite decimal, too. */
    public BigDecimal exact(int index) {
        return decimals.isEmpty() ? new BigDecimal(values[index]) : decimals.get(index);
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
}
