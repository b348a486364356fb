package org.dynama.learned.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.core.Linear;

/**
 * A linear map with bias; one for all rows, or one for each of a batch of reporters.
 *
 * @param weight place of {@code [in, out]}, or {@code [D, in, out]}
 * @param bias place of {@code [out]}, or {@code [D, 1, out]}
 */
record Dense(int weight, int bias) {

    /** Weights start normal with standard deviation {@code gain / sqrt(in)}, biases at zero. */
    static Dense of(Layout layout, int in, int out, double gain) {
        return new Dense(layout.normal(gain / Math.sqrt(in), in, out), layout.filled(0, out));
    }

    /** A map for each of so many reporters. */
    static Dense batched(Layout layout, int reporters, int in, int out, double gain) {
        return new Dense(layout.normal(gain / Math.sqrt(in), reporters, in, out), layout.filled(0, reporters, 1, out));
    }

    /** @param rows shape {@code [N, in]}; for a batch of reporters {@code [D, N, in]} */
    NDArray apply(Leaves leaves, NDArray rows) {
        return rows.getShape().dimension() == 2
                ? Linear.linear(rows, leaves.turned(weight), leaves.get(bias)).singletonOrThrow()
                : rows.matMul(leaves.get(weight)).add(leaves.get(bias));
    }

    /** Two maps with a rectifier between them. */
    record Two(Dense first, Dense second) {
        static Two of(Layout layout, int in, int hidden, int out) {
            return new Two(Dense.of(layout, in, hidden, Math.sqrt(2)), Dense.of(layout, hidden, out, 1));
        }

        NDArray apply(Leaves leaves, NDArray rows) {
            return second.apply(
                    leaves, first.apply(leaves, rows).getNDArrayInternal().relu());
        }
    }
}
