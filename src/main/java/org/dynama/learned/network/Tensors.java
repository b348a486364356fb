package org.dynama.learned.network;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.Map;
import org.dynama.solver.PyTorch;

/**
 * Where tensors are made, in float64, so that automatic differentiation is right.
 *
 * <p>On the CPU a tensor made from Java numbers is Java memory, and so is the number in {@code x.mul(2)}: what the tape
 * keeps of it, the garbage collector may free before {@code backward}. So tensors are copies, and every number that
 * meets the tape is a constant from here, alive as long as this.
 */
public final class Tensors implements AutoCloseable {
    private final NDManager manager;
    private final Map<Double, NDArray> scalars = new HashMap<>();

    /** Starts PyTorch with one thread an operation: these tensors are too small to share. */
    public Tensors() {
        manager = PyTorch.engine().newBaseManager(Device.cpu());
    }

    /** Numbers as a tensor of the innermost scope. */
    public NDArray of(double[] values, long... shape) {
        NDArray host = manager.create(values, new Shape(shape));
        NDArray copy = host.duplicate();
        host.close();
        return copy;
    }

    /** Zeros as a tensor of the innermost scope. */
    public NDArray zeros(int rows, int columns) {
        return of(new double[rows * columns], rows, columns);
    }

    /** Numbers as a tensor that lives as long as this. */
    public NDArray constant(double[] values, long... shape) {
        return keep(of(values, shape));
    }

    /** A number as a constant, made once. */
    public NDArray scalar(double value) {
        return scalars.computeIfAbsent(value, v -> constant(new double[] {v}, 1));
    }

    /** A number of the innermost scope, for one that will not come again. */
    public NDArray scalarOnce(double value) {
        return of(new double[] {value}, 1);
    }

    /** {@code array * factor}, safe on the tape. */
    public NDArray scaled(NDArray array, double factor) {
        return factor == 1 ? array : array.mul(scalar(factor));
    }

    /** Takes a tensor out of the innermost scope: it lives until this is closed. */
    public static NDArray keep(NDArray array) {
        NDScope.unregister(array);
        return array;
    }

    @Override
    public void close() {
        manager.close();
    }
}
