package org.dynama.learned.path;

import ai.djl.ndarray.NDArray;
import org.dynama.learned.network.Tensors;
import org.dynama.learned.world.World;

/** Whose path each row is: what is that buyer's own among the columns of all buyers. */
final class Owners {
    private final int n;
    /** Shape {@code [rows, n, 1]}; ones and zeros. */
    private final NDArray whose;
    /** The others': products with zero and one are exact, so nothing is left of the type that a report replaces. */
    private final NDArray others;

    Owners(World world, Tensors tensors, Scenario scenario, int lanes) {
        n = world.buyers();
        int rows = lanes * scenario.first.length;
        int each = scenario.types * scenario.futures;
        double[] mask = new double[rows * n];
        for (int row = 0; row < rows; row++) {
            mask[row * n + scenario.buyers.get(row / each % scenario.buyers.size())] = 1;
        }
        whose = tensors.of(mask, rows, n, 1);
        others = tensors.scalar(1).sub(whose);
    }

    /** The buyer's columns, shape {@code [rows, k]}, of {@code [rows, n k]}. */
    NDArray own(NDArray all) {
        return n == 1 ? all : byBuyer(all).mul(whose).sum(new int[] {1});
    }

    /** All columns, of which the buyer's are exchanged for {@code own}, shape {@code [rows, k]}. */
    NDArray replaced(NDArray all, NDArray own) {
        if (n == 1) {
            return own;
        }
        return byBuyer(all).mul(others).add(own.expandDims(1).mul(whose)).reshape(all.getShape());
    }

    private NDArray byBuyer(NDArray all) {
        return all.reshape(all.getShape().get(0), n, -1);
    }
}
