package org.dynama.learned.path;

import ai.djl.ndarray.NDArray;
import org.dynama.learned.network.Tensors;
import org.dynama.learned.world.World;

/** Whose path each row is: what is that agent's own among the columns of all agents. */
final class Owners {
    private final int n;
    /** Shape {@code [rows, n, 1]}; ones and zeros. */
    private final NDArray whose;
    /** The others': products with zero and one are exact, so nothing is left of the type that a report replaces. */
    private final NDArray others;

    Owners(World world, Tensors tensors, Scenario scenario, int lanes) {
        n = world.agents();
        int rows = lanes * scenario.first.length;
        int each = scenario.types * scenario.futures;
        double[] mask = new double[rows * n];
        for (int row = 0; row < rows; row++) {
            mask[row * n + scenario.agents.get(row / each % scenario.agents.size())] = 1;
        }
        whose = tensors.of(mask, rows, n, 1);
        others = tensors.scalar(1).sub(whose);
    }

    /** The agent's columns, shape {@code [rows, k]}, of {@code [rows, n k]}. */
    NDArray own(NDArray all) {
        return n == 1 ? all : byAgent(all).mul(whose).sum(new int[] {1});
    }

    /** All columns, of which the agent's are exchanged for {@code own}, shape {@code [rows, k]}. */
    NDArray replaced(NDArray all, NDArray own) {
        if (n == 1) {
            return own;
        }
        return byAgent(all).mul(others).add(own.expandDims(1).mul(whose)).reshape(all.getShape());
    }

    private NDArray byAgent(NDArray all) {
        return all.reshape(all.getShape().get(0), n, -1);
    }
}
