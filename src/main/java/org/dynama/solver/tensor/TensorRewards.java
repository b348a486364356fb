package org.dynama.solver.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.dynama.model.RewardMap;

/** The reward map on the device: the matrices that take occupancies to what each agent earns. */
final class TensorRewards {
    private final int agents;
    private final int types;
    private final boolean constants;
    /** By stage, shape {@code [n * d + n, states * A]}, or {@code [n * d, states * A]} where no reward is constant. */
    private final List<NDArray> matrices = new ArrayList<>();

    TensorRewards(TensorDevice device, NDManager manager, List<TensorStage> stages, RewardMap rewards, int dimension) {
        agents = rewards.agents();
        types = agents * dimension;
        boolean found = false;
        for (int m = 0; m < rewards.end(rewards.pairs() - 1); m++) {
            found |= rewards.component(m) == RewardMap.CONSTANT;
        }
        constants = found;
        int rows = types + (constants ? agents : 0);
        for (TensorStage stage : stages) {
            double[] matrix = new double[rows * stage.rows()];
            for (int k = 0; k < stage.rows(); k++) {
                int pair = stage.pair(k);
                for (int m = pair < 0 ? 0 : rewards.begin(pair); pair >= 0 && m < rewards.end(pair); m++) {
                    int i = rewards.agent(m);
                    int component = rewards.component(m);
                    int row = component == RewardMap.CONSTANT ? types + i : i * dimension + component;
                    matrix[row * stage.rows() + k] += rewards.coefficient(m);
                }
            }
            matrices.add(device.upload(manager, matrix, new Shape(rows, stage.rows())));
        }
    }

    /**
     * What each agent earns, shape {@code [n, B]}, in float64.
     *
     * @param measures by stage, shape {@code [states * A, B]}
     * @param typesAndOne shape {@code [n * d + 1, B]}
     */
    NDArray of(NDArray[] measures, NDArray typesAndOne) {
        NDArray collected = matrices.get(0).matMul(measures[0]).toType(DataType.FLOAT64, false);
        for (int t = 1; t < measures.length; t++) {
            collected.addi(matrices.get(t).matMul(measures[t]));
        }
        long count = collected.getShape().get(1);
        NDArray earned = collected
                .get("0:{}", types)
                .muli(typesAndOne.get("0:{}", types))
                .reshape(agents, -1, count)
                .sum(new int[] {1});
        return constants ? earned.addi(collected.get("{}:", types)) : earned;
    }
}
