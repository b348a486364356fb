package org.dynama.solver;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import java.util.stream.Stream;
import org.dynama.model.Mdp;
import org.dynama.solver.acyclic.AcyclicSolver;
import org.dynama.solver.discounted.DiscountedSolver;
import org.dynama.solver.tensor.TensorDevice;
import org.dynama.solver.tensor.TensorSolver;
import org.dynama.solver.tensor.discounted.DiscountedTensorSolver;

/** Every solver there is, for tests that hold for all of them. */
enum SolverKind {
    KERNEL(1e-11, 1e-11),
    TENSORS64(1e-11, 1e-11),
    TENSORS32(2e-5, 2e-3),
    /** The operations that a GPU runs, on the CPU. */
    AS_ON_A_GPU64(1e-11, 1e-11),
    GPU64(1e-11, 1e-11),
    GPU32(2e-5, 2e-3);

    /**
     * Absolute error of values and of hard occupancies, which are of size 1 to 10. Float64 has 1e-16 a sum and some
     * hundred of them; float32 has 6e-8.
     */
    final double tolerance;
    /**
     * Absolute error of regularized occupancies and sensitivities: a rounding error is divided by the temperature
     * (0.1 to 1 here) and, in sensitivities, once more.
     */
    final double softTolerance;

    SolverKind(double tolerance, double softTolerance) {
        this.tolerance = tolerance;
        this.softTolerance = softTolerance;
    }

    boolean isDouble() {
        return this != TENSORS32 && this != GPU32;
    }

    /** Those that this machine can run; {@link SolversTest} says so where GPUs are left out. */
    static Stream<SolverKind> present() {
        return withGpuForms().filter(kind -> kind != AS_ON_A_GPU64);
    }

    /** These, and a GPU's operations on the CPU. */
    static Stream<SolverKind> withGpuForms() {
        return Stream.of(values()).filter(kind -> !kind.isGpu() || TensorDevice.seesGpu());
    }

    /** Those that solve discounted and total horizons: all but float32. */
    static Stream<SolverKind> discounted() {
        return present().filter(SolverKind::isDouble);
    }

    boolean isGpu() {
        return this == GPU64 || this == GPU32;
    }

    OccupancySolver solver(Problem problem) {
        Mdp mdp = problem.mdp();
        boolean cycles = problem.hasCycles();
        if (this == KERNEL) {
            return cycles
                    ? new DiscountedSolver(mdp, problem.rewards(), problem.dimension())
                    : new AcyclicSolver(mdp, problem.rewards(), problem.dimension());
        }
        TensorDevice device = this == AS_ON_A_GPU64
                ? new TensorDevice(Device.cpu(), DataType.FLOAT64, true)
                : TensorDevice.of(settings(1));
        return cycles
                ? new DiscountedTensorSolver(mdp, problem.rewards(), problem.dimension(), device, 1L << 28)
                : new TensorSolver(mdp, problem.rewards(), problem.dimension(), device, 1L << 28);
    }

    Settings settings(int threads) {
        return new Settings(
                isGpu() ? Settings.Device.GPU : Settings.Device.CPU,
                isDouble() ? Settings.Precision.FLOAT64 : Settings.Precision.FLOAT32,
                threads,
                1L << 28);
    }
}
