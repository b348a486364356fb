package org.dynama.solver.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.solver.kernel.StageTemperatures;
import org.jspecify.annotations.Nullable;

/** Stage temperatures on the device, by stage; scalars too, since a Java number would cross to the device every time. */
final class TensorTemperatures implements AutoCloseable {
    private final NDManager manager;
    /** The temperature of the first stage, in units of which values are found. */
    final double unit;
    /** Added to the value. */
    final double constant;

    private final boolean areEqual;
    private final List<NDArray> inverses = new ArrayList<>();
    /** The temperature over that of the stage before; null where it is one, and of the first stage. */
    private final List<@Nullable NDArray> ratios = new ArrayList<>();
    /** Shape {@code [states * A, 1]}, over the temperature; null where all are zero. */
    private final List<@Nullable NDArray> bonuses = new ArrayList<>();

    TensorTemperatures(
            TensorDevice device, NDManager parent, List<TensorStage> stages, StageTemperatures temperatures) {
        manager = parent.newSubManager();
        constant = temperatures.constant();
        double[] alpha = temperatures.temperatures();
        unit = alpha[0];
        areEqual = Arrays.stream(alpha).allMatch(each -> each == unit);
        for (int t = 0; t < stages.size(); t++) {
            TensorStage stage = stages.get(t);
            double over = 1 / alpha[t];
            inverses.add(device.upload(manager, new double[] {over}, new Shape(1)));
            double ratio = t == 0 ? 1 : alpha[t] / alpha[t - 1];
            ratios.add(ratio == 1 ? null : device.upload(manager, new double[] {ratio}, new Shape(1)));
            double[] bonus = IntStream.range(0, stage.rows())
                    .mapToDouble(k -> stage.pair(k) < 0 ? 0 : temperatures.bonus()[stage.pair(k)] * over)
                    .toArray();
            boolean none = Arrays.stream(bonus).allMatch(value -> value == 0);
            bonuses.add(none ? null : device.upload(manager, bonus, new Shape(bonus.length, 1)));
        }
    }

    /** Types over the temperature of each stage; fresh. */
    List<NDArray> over(NDArray types) {
        return areEqual
                ? Collections.nCopies(inverses.size(), types.mul(inverses.get(0)))
                : inverses.stream().map(types::mul).toList();
    }

    NDArray inverse(int t) {
        return inverses.get(t);
    }

    @Nullable
    NDArray ratio(int t) {
        return ratios.get(t);
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
