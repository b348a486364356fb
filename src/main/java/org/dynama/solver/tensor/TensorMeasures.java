package org.dynama.solver.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.solver.Measures;

/** Measures kept on the device, a tensor a stage; only sums and inner products leave it. */
public class TensorMeasures implements Measures {
    private final TensorKernel solver;
    protected final Profiles profiles;
    /** By stage, shape {@code [states * A, B]}. */
    protected final NDArray[] tables;

    /** Owns the tables from now on. */
    public TensorMeasures(TensorKernel solver, Profiles profiles, NDArray[] tables) {
        this.solver = solver;
        this.profiles = profiles;
        this.tables = tables;
    }

    @Override
    public int count() {
        return profiles.count();
    }

    @Override
    public double[] inner(AffineWelfare function) {
        NDArray types = solver.types(profiles);
        TensorWelfare uploaded = solver.upload(function);
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray collected = uploaded.collect(0, tables[0]).toType(DataType.FLOAT64, false);
            for (int t = 1; t < tables.length; t++) {
                collected.addi(uploaded.collect(t, tables[t]));
            }
            NDArray sum = collected.muli(types).sum(new int[] {0});
            if (uploaded.loss != null) {
                addLosses(solver.losses(uploaded.loss, profiles), sum);
            }
            return TensorDevice.download(sum);
        }
    }

    private void addLosses(NDArray[] losses, NDArray sum) {
        for (int t = 0; t < tables.length; t++) {
            sum.addi(tables[t].mul(losses[t]).toType(DataType.FLOAT64, false).sum(new int[] {0}));
            losses[t].close();
        }
    }

    @Override
    public double[][] rewards() {
        NDArray types = solver.types(profiles);
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            double[] flat = TensorDevice.download(solver.rewards().of(tables, types));
            double[][] out = new double[flat.length / count()][count()];
            for (int i = 0; i < out.length; i++) {
                System.arraycopy(flat, i * count(), out[i], 0, count());
            }
            return out;
        }
    }

    /** Summed in float64 whatever the tables' precision. */
    @Override
    public double[] sum() {
        NDList sums = new NDList();
        try (NDScope all = new NDScope()) {
            all.suppressNotUsedWarning();
            for (NDArray table : tables) {
                NDArray sum;
                try (NDScope scope = new NDScope()) {
                    scope.suppressNotUsedWarning();
                    sum = TensorDevice.keep(
                            table.toType(DataType.FLOAT64, false).sum(new int[] {1}));
                }
                NDScope.register(sum);
                sums.add(sum);
            }
            double[] rows = TensorDevice.download(sums.size() == 1 ? sums.get(0) : NDArrays.concat(sums));
            double[] out = new double[solver.pairs()];
            int from = 0;
            for (int t = 0; t < tables.length; t++) {
                int to = from + solver.stage(t).rows();
                scatter(t, Arrays.copyOfRange(rows, from, to), 1, out);
                from = to;
            }
            return out;
        }
    }

    @Override
    public double[] toArray() {
        double[] out = new double[solver.pairs() * count()];
        for (int t = 0; t < tables.length; t++) {
            scatter(t, TensorDevice.download(tables[t]), count(), out);
        }
        return out;
    }

    private void scatter(int t, double[] rows, int width, double[] out) {
        TensorStage stage = solver.stage(t);
        for (int k = 0; k < stage.rows(); k++) {
            if (stage.pair(k) >= 0) {
                System.arraycopy(rows, k * width, out, stage.pair(k) * width, width);
            }
        }
    }

    @Override
    public void close() {
        closeAll(tables);
    }

    protected static void closeAll(NDArray[] arrays) {
        for (NDArray array : arrays) {
            array.close();
        }
    }
}
