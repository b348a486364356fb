package org.dynama.solver.tensor.discounted;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.Map;
import org.dynama.solver.tensor.TensorDevice;

/**
 * The few numbers of the algorithms on the device, uploaded once: a Java number would cross to it every time, and the host
 * would wait until it is there.
 */
final class TensorNumbers {
    private final TensorDevice device;
    private final NDManager manager;
    private final Map<Double, NDArray> known = new HashMap<>();

    TensorNumbers(TensorDevice device, NDManager parent) {
        this.device = device;
        manager = parent.newSubManager();
    }

    /** Shape {@code [1]}; it lives as long as the solver. */
    NDArray of(double number) {
        return known.computeIfAbsent(number, value -> device.upload(manager, new double[] {value}, new Shape(1)));
    }
}
