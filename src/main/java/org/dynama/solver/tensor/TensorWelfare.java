package org.dynama.solver.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.dynama.model.Loss;
import org.dynama.solver.kernel.CompiledWelfare;
import org.jspecify.annotations.Nullable;

/**
 * An affine welfare on the device: for each stage the matrix that takes types, with a last row of ones, to the reward
 * table. One product beats a gather per term: it writes the table once, and its transpose sums occupancies.
 */
public final class TensorWelfare implements AutoCloseable {
    private final NDManager manager;
    /** By stage, shape {@code [states * A, n * d + 1]}. */
    private final List<NDArray> slopes = new ArrayList<>();
    /** The same, the last column minus infinity where there is no action, or none that is allowed. */
    private final List<NDArray> masked = new ArrayList<>();

    /** The same on the host. */
    public final CompiledWelfare compiled;

    /** Measured and pulled back, never maximized. */
    public final @Nullable Loss loss;

    TensorWelfare(TensorDevice device, NDManager parent, List<TensorStage> stages, CompiledWelfare welfare, int types) {
        manager = parent.newSubManager();
        compiled = welfare;
        loss = welfare.loss;
        for (TensorStage stage : stages) {
            double[] matrix = slopes(stage, welfare, types);
            Shape shape = new Shape(stage.rows(), types + 1);
            slopes.add(device.upload(manager, matrix, shape));
            boolean all = !mask(matrix, stage, welfare, types);
            masked.add(all ? slopes.get(slopes.size() - 1) : device.upload(manager, matrix, shape));
        }
    }

    private static double[] slopes(TensorStage stage, CompiledWelfare welfare, int types) {
        double[] matrix = new double[stage.rows() * (types + 1)];
        for (int k = 0; k < stage.rows(); k++) {
            int pair = stage.pair(k);
            if (pair < 0) {
                continue;
            }
            int at = k * (types + 1);
            for (int m = welfare.offsets[pair]; m < welfare.offsets[pair + 1]; m++) {
                matrix[at + welfare.row[m]] += welfare.coefficient[m];
            }
            double base = welfare.base[pair];
            matrix[at + types] = base == Double.NEGATIVE_INFINITY ? 0 : base;
        }
        return matrix;
    }

    /** Whether anything had to be masked. */
    private static boolean mask(double[] matrix, TensorStage stage, CompiledWelfare welfare, int types) {
        boolean needed = false;
        for (int k = 0; k < stage.rows(); k++) {
            int pair = stage.pair(k);
            if (pair < 0 || welfare.base[pair] == Double.NEGATIVE_INFINITY) {
                matrix[k * (types + 1) + types] = Double.NEGATIVE_INFINITY;
                needed = true;
            }
        }
        return needed;
    }

    /** The reward table of stage {@code t}, a fresh tensor of shape {@code [states * A, B]}; disallowed pairs finite. */
    public NDArray table(int t, NDArray types) {
        return slopes.get(t).matMul(types);
    }

    /** The same, minus infinity where there is no action, or none that is allowed. */
    NDArray maximized(int t, NDArray types) {
        return masked.get(t).matMul(types);
    }

    /** What stage {@code t} adds to the inner product, by type component: shape {@code [n * d + 1, B]}. */
    NDArray collect(int t, NDArray measure) {
        return slopes.get(t).transpose().matMul(measure);
    }

    @Override
    public void close() {
        manager.close();
    }
}
