package org.dynama.solver.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Horizon;
import org.dynama.model.Profiles;
import org.dynama.model.RandomMdps;
import org.dynama.model.RandomStream;
import org.dynama.solver.Measures;
import org.dynama.solver.OccupancySolver;
import org.dynama.solver.Regularizer;
import org.dynama.solver.acyclic.AcyclicSolver;
import org.dynama.solver.discounted.DiscountedSolver;
import org.dynama.solver.tensor.discounted.DiscountedTensorSolver;
import org.dynama.world.Environment;
import org.dynama.world.Gridworld;
import org.dynama.world.SequentialSales;
import org.dynama.world.TaskScheduling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What tensors launch and move, by PyTorch's own profiler; and that a GPU's form of the operations gives the same. */
class TensorTraceTest {
    private static final TensorDevice AS_ON_A_GPU = new TensorDevice(Device.cpu(), DataType.FLOAT64, true);
    /** Rows of types, with that of ones, that a stage's rewards are made of. */
    private static final int TYPES = 6;

    private static final List<Work> WORKS =
            List.of(TensorTraceTest::values, TensorTraceTest::hard, TensorTraceTest::soft, TensorTraceTest::gradient);
    private static final Regularizer SOFT = new Regularizer.ConditionalEntropy(0.1);

    private static Profiles profiles(Environment world, int count) {
        return Profiles.draw(world.agents(), new RandomStream(1, "profiles"), 0, count);
    }

    /** Work on a batch, the types on the device already. */
    private interface Work {
        void run(TensorSolver solver, AffineWelfare welfare, Profiles profiles);
    }

    private static void values(TensorSolver solver, AffineWelfare welfare, Profiles profiles) {
        solver.values(welfare, profiles);
    }

    private static void hard(TensorSolver solver, AffineWelfare welfare, Profiles profiles) {
        solver.hard(welfare, profiles).close();
    }

    private static void soft(TensorSolver solver, AffineWelfare welfare, Profiles profiles) {
        solver.regularized(welfare, profiles, SOFT).close();
    }

    private static void gradient(TensorSolver solver, AffineWelfare welfare, Profiles profiles) {
        try (Measures.Regularized soft = solver.regularized(welfare, profiles, SOFT)) {
            soft.pullback(welfare).close();
        }
    }

    private static TensorTrace trace(Environment world, Work work, int count) {
        try (TensorSolver solver =
                new TensorSolver(world.mdp(), world.rewards(), world.dimension(), AS_ON_A_GPU, 1L << 28)) {
            Profiles profiles = profiles(world, count);
            AffineWelfare welfare =
                    AffineWelfare.total(world.agentCount(), world.mdp().pairCount());
            work.run(solver, welfare, profiles);
            return TensorTrace.of(AS_ON_A_GPU, () -> work.run(solver, welfare, profiles));
        }
    }

    /** Of one more stage of a tree: before temperatures entered with the types these were 7, 25, 18 and 27. */
    @Test
    void aStageCostsFewLaunches() {
        Environment three = SequentialSales.uniform(5, 3);
        Environment four = SequentialSales.uniform(5, 4);
        assertThat(WORKS.stream()
                        .map(work -> trace(four, work, 16).launches().size()
                                - trace(three, work, 16).launches().size()))
                .containsExactly(3, 6, 6, 15);
        assertThat(WORKS.stream().map(work -> trace(three, work, 16).launches().size()))
                .containsExactly(8, 17, 18, 45);
    }

    /** Tables are passed over so often: 4.3, 16.6, 17.8 and 35.9 times before. */
    @Test
    void tablesArePassedOverSeldom() {
        Environment tree = SequentialSales.uniform(5, 3);
        double table = 16.0 * tree.mdp().pairCount() * Double.BYTES;
        assertThat(WORKS.stream()
                        .map(work -> (trace(tree, work, 32).bytes()
                                        - trace(tree, work, 16).bytes())
                                / table))
                .satisfiesExactly(
                        passes -> assertThat(passes).isCloseTo(2.9, within(0.05)),
                        passes -> assertThat(passes).isCloseTo(5.7, within(0.05)),
                        passes -> assertThat(passes).isCloseTo(8.3, within(0.05)),
                        passes -> assertThat(passes).isCloseTo(22.4, within(0.05)));
    }

    /**
     * Counted by hand for values: in a tree of so many pairs a stage, a reward is written, read with the value that follows
     * and written again where one follows, read for the maximum, and a maximum and its place are written per state.
     */
    @Test
    void theCountIsThatOfTheFormulas() {
        int[] pairs = {6, 36, 216};
        long numbers = 0;
        for (int t = 0; t < pairs.length; t++) {
            numbers += 2 * pairs[t] + 2 * pairs[t] / 6 + (t < 2 ? 3 * pairs[t] : 0) + TYPES;
        }
        Environment tree = SequentialSales.uniform(5, 3);
        long counted = trace(tree, TensorTraceTest::values, 32).bytes()
                - trace(tree, TensorTraceTest::values, 16).bytes();
        assertThat(counted).isEqualTo(16 * numbers * Double.BYTES);
    }

    static Stream<Environment> worlds() {
        return Stream.of(
                SequentialSales.uniform(5, 3),
                TaskScheduling.of(TaskScheduling.uniformBounds(2), 4, TaskScheduling.LoadRule.PUBLISHED),
                Gridworld.of(3, 4, 0.9, true, Gridworld.Types.EVERY_CELL));
    }

    /** On either form of the operations: values, occupancies and sensitivities are the kernel's. */
    @ParameterizedTest(name = "{index}")
    @MethodSource("worlds")
    void bothFormsAreTheKernels(Environment world) {
        AffineWelfare welfare =
                RandomMdps.welfare(3, world.agentCount(), world.mdp().pairCount());
        Profiles profiles = profiles(world, 128);
        boolean ends = world.mdp().horizon() instanceof Horizon.Finite;
        // A run that ends with a chance of one in ten a period magnifies it tenfold.
        double rounding = ends ? 1e-12 : 1e-11;
        try (OccupancySolver kernel = ends
                ? new AcyclicSolver(world.mdp(), world.rewards(), world.dimension())
                : new DiscountedSolver(world.mdp(), world.rewards(), world.dimension())) {
            List<double[]> expected = solutions(kernel, welfare, profiles);
            for (boolean reduces : new boolean[] {false, true}) {
                TensorDevice device = new TensorDevice(Device.cpu(), DataType.FLOAT64, reduces);
                try (OccupancySolver tensors = ends
                        ? new TensorSolver(world.mdp(), world.rewards(), world.dimension(), device, 1L << 28)
                        : new DiscountedTensorSolver(
                                world.mdp(), world.rewards(), world.dimension(), device, 1L << 28)) {
                    List<double[]> found = solutions(tensors, welfare, profiles);
                    for (int k = 0; k < expected.size(); k++) {
                        assertThat(difference(expected.get(k), found.get(k)))
                                .isLessThan(rounding * difference(expected.get(k), new double[expected.get(k).length]));
                    }
                }
            }
        }
    }

    /** The largest; not a number if one is none. */
    private static double difference(double[] a, double[] b) {
        assertThat(a).hasSameSizeAs(b);
        return IntStream.range(0, a.length)
                .mapToDouble(k -> Math.abs(a[k] - b[k]))
                .max()
                .orElseThrow();
    }

    private static List<double[]> solutions(OccupancySolver solver, AffineWelfare welfare, Profiles profiles) {
        try (Measures.Optimal hard = solver.hard(welfare, profiles);
                Measures.Regularized soft = solver.regularized(welfare, profiles, SOFT);
                Measures sensitivities = soft.pullback(welfare)) {
            return List.of(
                    solver.values(welfare, profiles),
                    hard.values(),
                    hard.toArray(),
                    soft.values(),
                    soft.toArray(),
                    sensitivities.toArray());
        }
    }
}
