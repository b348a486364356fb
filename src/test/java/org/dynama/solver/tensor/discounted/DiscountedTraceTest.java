package org.dynama.solver.tensor.discounted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.solver.Measures;
import org.dynama.solver.OccupancySolver;
import org.dynama.solver.PyTorch;
import org.dynama.solver.Regularizer;
import org.dynama.solver.Settings;
import org.dynama.solver.pool.TensorTraffic;
import org.dynama.solver.tensor.TensorDevice;
import org.dynama.solver.tensor.TensorTrace;
import org.dynama.world.Environment;
import org.dynama.world.Gridworld;
import org.junit.jupiter.api.Test;

/** What tensors launch and move on discounted horizons, in a GPU's form, by PyTorch's own profiler. */
class DiscountedTraceTest {
    private static final TensorDevice AS_ON_A_GPU = new TensorDevice(Device.cpu(), DataType.FLOAT64, true);
    private static final Environment TORUS = Gridworld.torus(5, 3);
    private static final AffineWelfare WELFARE =
            AffineWelfare.total(TORUS.agentCount(), TORUS.mdp().pairCount());
    private static final Profiles PROFILES = Profiles.draw(TORUS.agents(), new RandomStream(1, "profiles"), 0, 16);

    private static List<Consumer<OccupancySolver>> works() {
        return List.of(
                solver -> solver.values(WELFARE, PROFILES),
                solver -> solver.hard(WELFARE, PROFILES).close(),
                solver -> regularized(solver, new Regularizer.ConditionalEntropy(0.05)),
                solver -> regularized(solver, new Regularizer.JointEntropy(0.05)));
    }

    private static void regularized(OccupancySolver solver, Regularizer regularizer) {
        try (Measures.Regularized soft = solver.regularized(WELFARE, PROFILES, regularizer)) {
            soft.pullback(WELFARE).close();
        }
    }

    private static TensorTrace trace(Consumer<OccupancySolver> work) {
        try (DiscountedTensorSolver solver =
                new DiscountedTensorSolver(TORUS.mdp(), TORUS.rewards(), TORUS.dimension(), AS_ON_A_GPU, 1L << 28)) {
            work.accept(solver);
            return TensorTrace.of(AS_ON_A_GPU, () -> work.accept(solver));
        }
    }

    /**
     * On nine states; before a row took three launches, a choice one and the host waited once a step these were 453, 582, 1211 and
     * 2756. A Java number would cross to the device, and the host would wait for it, in each of many steps.
     */
    @Test
    void launchesAreFewAndTakeNoNumberOfTheHosts() {
        List<TensorTrace> traces =
                works().stream().map(DiscountedTraceTest::trace).toList();
        assertThat(traces).allSatisfy(trace -> assertThat(trace.launches()).noneMatch(TensorTrace.Launch::fromHost));
        // A number of the host's is seen where there is one.
        try (NDManager manager = PyTorch.engine().newBaseManager(Device.cpu())) {
            NDArray ones = manager.ones(new Shape(2, 3), DataType.FLOAT64);
            assertThat(TensorTrace.of(AS_ON_A_GPU, () -> ones.addi(0.5)).launches())
                    .singleElement()
                    .satisfies(launch -> assertThat(launch.fromHost()).isTrue());
        }
        assertThat(traces.stream().map(trace -> trace.launches().size())).containsExactly(360, 447, 935, 2140);
    }

    /** By hand: a factored row of what is left, m long, reads and writes (2m + 1)^2 numbers. */
    @Test
    void eliminationMovesWhatItsFormulasSay() {
        int n = 5;
        int batch = 32;
        SplittableRandom random = new SplittableRandom(1);
        double[] numbers = random.doubles((long) n * n * batch).toArray();
        for (int at = 0; at < n * batch; at++) {
            numbers[at / batch * (n + 1) * batch + at % batch] += n;
        }
        Elimination elimination = new Elimination(n);
        try (NDManager manager = PyTorch.engine().newBaseManager(Device.cpu());
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray matrix = manager.create(numbers, new Shape(n, n, batch)).duplicate();
            NDArray x = manager.ones(new Shape(n, batch), DataType.FLOAT64);
            TensorTrace factored = TensorTrace.of(AS_ON_A_GPU, () -> elimination.factor(matrix));
            TensorTrace solved = TensorTrace.of(AS_ON_A_GPU, () -> elimination.solve(matrix, x));
            assertThat(factored.launches()).hasSize(3 * (n - 1));
            assertThat(factored.bytes())
                    .isEqualTo(IntStream.range(1, n)
                                    .mapToLong(m -> (2L * m + 1) * (2L * m + 1))
                                    .sum()
                            * batch
                            * Double.BYTES);
            assertThat(solved.launches()).hasSize(5 * n - 4);
            double[] found = x.toDoubleArray();
            for (int b = 0; b < batch; b++) {
                for (int i = 0; i < n; i++) {
                    double sum = 0;
                    for (int j = 0; j < n; j++) {
                        sum += numbers[(i * n + j) * batch + b] * found[j * batch + b];
                    }
                    assertThat(sum).isCloseTo(1, within(1e-14 * n * n));
                }
            }
        }
    }

    /** A batch that is doubled takes the same steps, so all its bytes are counted twice but those of the matrices. */
    @Test
    void trafficIsThatOfAProfile() {
        Settings gpu = new Settings(Settings.Device.GPU, Settings.Precision.FLOAT64, 1, 0);
        double each = TensorTraffic.perProfile(
                TORUS.mdp(), TORUS.rewards(), gpu, PROFILES, (solver, profiles) -> solver.values(WELFARE, profiles));
        double whole = (double) trace(works().get(0)).bytes() / PROFILES.count();
        assertThat(each).isBetween(0.9 * whole, whole);
    }
}
