package org.dynama.solver.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.solver.kernel.StageTemperatures;
import org.jspecify.annotations.Nullable;

/** Stage temperatures on the device, by stage; scalars too, since a Java number would cross to the device every time. */
final class TensorTemperatures implements AutoCloseable {
    private final NDManager manager;
    final double constant;
    private final List<NDArray> temperatures = new ArrayList<>();
    private final List<NDArray> inverses = new ArrayList<>();
    /** Shape {@code [states * A, 1]}; null where all are zero. */
    private final List<@Nullable NDArray> bonuses = new ArrayList<>();

    TensorTemperatures(
            TensorDevice device, NDManager parent, List<TensorStage> stages, StageTemperatures temperatures) {
        manager = parent.newSubManager();
        constant = temperatures.constant();
        for (int t = 0; t < stages.size(); t++) {
            TensorStage stage = stages.get(t);
            double alpha = temperatures.temperatures()[t];
            this.temperatures.add(device.upload(manager, new double[] {alpha}, new Shape(1)));
            inverses.add(device.upload(manager, new double[] {1 / alpha}, new Shape(1)));
            double[] bonus = IntStream.range(0, stage.rows())
                    .mapToDouble(k -> stage.pair(k) < 0 ? 0 : temperatures.bonus()[stage.pair(k)])
                    .toArray();
            boolean none = Arrays.stream(bonus).allMatch(value -> value == 0);
            bonuses.add(none ? null : device.upload(manager, bonus, new Shape(bonus.length, 1)));
        }
    }

    NDArray temperature(int t) {
        return temperatures.get(t);
    }

    NDArray inverse(int t) {
        return inverses.get(t);
    }

    @Nullable
    NDArray bonus(int t) {
        return bonuses.get(t);
    }

    @Override
    public void close() {
        manager.close();
    }
}
