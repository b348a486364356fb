package org.dynama.numpy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dynama.refusal.Refusal;

/** An array of doubles with a shape, the last index fastest (C order). */
public final class NpyArray {
    private final int[] shape;
    private final double[] values;

    /**
     * Holds the values that it is given.
     *
     * @throws IllegalArgumentException if their number is not the product of the shape
     */
    public NpyArray(double[] values, int... shape) {
        long size = 1;
        for (int length : shape) {
            size *= length;
        }
        if (size != values.length) {
            throw new Refusal("values", values.length, "must fill the shape " + Arrays.toString(shape), "");
        }
        this.shape = shape.clone();
        this.values = values;
    }

    /** The number of axes. */
    public int rank() {
        return shape.length;
    }

    /** The length of an axis. */
    public int size(int axis) {
        return shape[axis];
    }

    /** For people: {@code [3, 2]}. */
    public List<Integer> shape() {
        return IntStream.of(shape).boxed().collect(Collectors.toList());
    }

    /** The values in C order; not a copy. */
    public double[] values() {
        return values;
    }
}
