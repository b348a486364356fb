package org.dynama.learned.path;

import ai.djl.ndarray.NDArray;

/** How types move along drawn paths. */
public interface Movement {

    /**
     * Types one period on.
     *
     * @param types shape {@code [rows, n d]}
     * @param score shape {@code [rows, 1]}; log-probability of what was drawn, zero where the tape sees through
     */
    public record Moved(NDArray types, NDArray score) {}

    /**
     * Moves all types.
     *
     * @param consumed shape {@code [rows, n d]}
     * @param memory shape {@code [rows, n d]}, before this period
     * @param uniform of the scenario's period
     */
    public Moved move(NDArray types, NDArray consumed, NDArray memory, double[][] uniform, int lanes);
}
