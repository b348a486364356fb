package org.dynama.world.exchange;

import java.util.Arrays;

/** Numbers by state, ascending, as few as there are: probabilities of where an action leads, or what it earns there. */
final class SparseRow {
    /** In the place of a state: the run ends. */
    static final int END = -1;

    private int[] states = new int[1];
    private double[] values = new double[1];
    private int size;

    /** Sets the number of a state. */
    void set(int state, double value) {
        int k = place(state);
        if (k < 0) {
            k = insert(-k - 1, state);
        }
        values[k] = value;
    }

    /** Adds to the number of a state, which is 0 at first. */
    void add(int state, double value) {
        set(state, get(state, 0) + value);
    }

    private int place(int state) {
        boolean isLast = size == 0 || states[size - 1] < state;
        return isLast ? -size - 1 : Arrays.binarySearch(states, 0, size, state);
    }

    private int insert(int k, int state) {
        if (size == states.length) {
            states = Arrays.copyOf(states, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        System.arraycopy(states, k, states, k + 1, size - k);
        System.arraycopy(values, k, values, k + 1, size - k);
        states[k] = state;
        size++;
        return k;
    }

    boolean has(int state) {
        return place(state) >= 0;
    }

    /** The number of a state, or another where it has none. */
    double get(int state, double otherwise) {
        int k = place(state);
        return k < 0 ? otherwise : values[k];
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    /** The state of entry {@code k}, or {@link #END}, which comes first. */
    int state(int k) {
        return states[k];
    }

    double value(int k) {
        return values[k];
    }

    double sum() {
        return Arrays.stream(values, 0, size).sum();
    }
}
