package org.dynama.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dynama.OwnJava;
import org.dynama.model.Profiles;
import org.dynama.model.RandomMdps;
import org.dynama.solver.pool.Solvers;
import org.dynama.solver.tensor.TensorDevice;
import org.dynama.solver.tensor.TensorSolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Solvers on many threads: which is chosen, and that neither chunks nor threads show. */
class SolversTest {
    private static final Problem PROBLEM = Problem.graph(4);
    private static final Regularizer SOFT = new Regularizer.ConditionalEntropy(0.2);

    private static Solvers of(Settings settings) {
        return Solvers.of(PROBLEM.mdp(), PROBLEM.rewards(), PROBLEM.dimension(), settings);
    }

    /** Values, rewards and sums of 200 profiles, chunk by chunk. */
    private static List<String> solve(Solvers solvers) {
        Profiles profiles = RandomMdps.profiles(8, PROBLEM.agents(), PROBLEM.dimension(), 200);
        List<String> found = new ArrayList<>();
        solvers.forEach(
                profiles.count(),
                (solver, from, to) -> {
                    Profiles chunk = profiles.slice(from, to);
                    try (Measures.Optimal hard = solver.hard(PROBLEM.welfare(), chunk);
                            Measures.Regularized soft = solver.regularized(PROBLEM.welfare(), chunk, SOFT);
                            Measures sensitivities = soft.pullback(PROBLEM.welfare())) {
                        return List.of(hard.values(), hard.sum(), soft.values(), soft.sum(), sensitivities.sum());
                    }
                },
                parts -> parts.forEach(part -> found.add(Arrays.toString(part))));
        return found;
    }

    /** The kernel's results are the same bits on one, two and three threads, and in whatever order chunks finish. */
    @ParameterizedTest(name = "{0} threads")
    @ValueSource(ints = {1, 2, 3})
    void threadsDoNotChangeABit(int threads) {
        try (Solvers one = Solvers.kernel(PROBLEM.mdp(), PROBLEM.rewards(), PROBLEM.dimension(), 1);
                Solvers many = Solvers.kernel(PROBLEM.mdp(), PROBLEM.rewards(), PROBLEM.dimension(), threads)) {
            assertThat(solve(many)).isEqualTo(solve(one));
        }
    }

    /** A profile's solution does not depend on which others share its batch. */
    @Test
    void neighboursDoNotChangeABit() {
        Profiles profiles = PROBLEM.profiles();
        try (OccupancySolver solver = SolverKind.KERNEL.solver(PROBLEM)) {
            double[] together = solver.values(PROBLEM.welfare(), profiles);
            for (int b = 0; b < together.length; b++) {
                assertThat(solver.values(PROBLEM.welfare(), profiles.slice(b, b + 1)))
                        .containsExactly(together[b]);
            }
        }
    }

    @Test
    void theKernelSolvesOnTheCpuInFloat64() {
        for (Settings.Device device : List.of(Settings.Device.CPU, Settings.Device.AUTO)) {
            assumeTrue(device == Settings.Device.CPU || !TensorDevice.seesGpu());
            try (Solvers solvers = of(new Settings(device, Settings.Precision.FLOAT64, 2, 0))) {
                assertThat(solvers.description()).matches("java kernel, (vector module, )?float64, 2 threads");
            }
        }
    }

    @Test
    void tensorsSolveInFloat32() {
        try (Solvers solvers = of(new Settings(Settings.Device.CPU, Settings.Precision.FLOAT32, 1, 0))) {
            assertThat(solvers.description()).matches("pytorch [0-9.]+ tensors on cpu, float32, 1 thread");
        }
    }

    @Test
    void aGpuSolvesLikeTheKernel() {
        assumeTrue(TensorDevice.seesGpu(), "skipped, with every other test on GPUs: PyTorch sees no GPU here");
        try (Solvers solvers = of(new Settings(Settings.Device.GPU, Settings.Precision.FLOAT64, 0, 0));
                OccupancySolver gpu = SolverKind.GPU64.solver(PROBLEM);
                OccupancySolver kernel = SolverKind.KERNEL.solver(PROBLEM)) {
            assertThat(solvers.description()).contains("tensors on gpu, float64, 1 thread");
            assertThat(gpu.values(PROBLEM.welfare(), PROBLEM.profiles()))
                    .containsExactly(kernel.values(PROBLEM.welfare(), PROBLEM.profiles()), within(1e-10));
        }
    }

    @Test
    void aMissingGpuIsNamed() {
        assumeTrue(!TensorDevice.seesGpu(), "skipped: this machine has a GPU");
        assertThatThrownBy(() -> of(new Settings(Settings.Device.GPU, Settings.Precision.FLOAT64, 0, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .matches("device = gpu must be present, and PyTorch [0-9.]+ sees no GPU\n"
                        + "Maybe use device = cpu, or configure a CUDA build of PyTorch \\(PYTORCH_FLAVOR\\)\\.");
    }

    /** 14 states, 40 pairs, blocks of 128: some 4 tables of 8 bytes a number. */
    @Test
    void memoryThatHoldsNoBlockIsRefused() {
        assertThatThrownBy(() -> of(new Settings(Settings.Device.CPU, Settings.Precision.FLOAT64, 1, 50_000)))
                .hasMessage("the kernel on 40 state-action pairs of 14 states, one block of 128 profiles on one thread"
                        + " (192512 bytes of tables), needs 192512 bytes and must fit memory = 50000\n"
                        + "Maybe memory: 1 and as many MiB for Java's -Xmx, or an MDP of at most 3 states like these.");
        assertThatThrownBy(() -> of(new Settings(Settings.Device.CPU, Settings.Precision.FLOAT32, 1, 50_000)))
                .message()
                .startsWith("one block of 128 profiles on 40 state-action pairs needs ")
                .endsWith(" bytes and must fit memory = 50000\n"
                        + "Maybe raise memory, use FLOAT32, fewer threads, or an MDP with fewer states.");
    }

    /** With memory for one block on one thread and not a byte more, four threads' work is done by one, bit for bit. */
    @Test
    void aTinyBudgetChangesNothingButTheTime() {
        try (Solvers ample = of(new Settings(Settings.Device.CPU, Settings.Precision.FLOAT64, 4, 0));
                Solvers tiny = of(new Settings(Settings.Device.CPU, Settings.Precision.FLOAT64, 4, 200_704))) {
            assertThat(ample.threads()).isEqualTo(4);
            assertThat(tiny.threads()).isEqualTo(1);
            assertThat(solve(tiny)).isEqualTo(solve(ample));
        }
    }

    /** Float32 has no exponents for the occupancies of cold solutions. */
    @Test
    void float32IsRefusedForADiscountedHorizon() {
        Problem endless = Problem.discounted(1).get(0);
        assertThatThrownBy(() -> Solvers.of(
                        endless.mdp(),
                        endless.rewards(),
                        endless.dimension(),
                        new Settings(Settings.Device.CPU, Settings.Precision.FLOAT32, 1, 0)))
                .hasMessage(
                        "precision = FLOAT32: a discounted or total horizon is solved in float64 only, since cold solutions"
                                + " have occupancies that float32 does not know\nMaybe precision: float64.");
    }

    /** Twice the memory, twice the batch, in whole blocks, up to what a CPU's cache likes. */
    @Test
    void capacityFollowsTheMemory() {
        int some = capacity(4_000_000);
        assertThat(some % Profiles.BLOCK).isZero();
        assertThat(capacity(8_000_000)).isBetween(2 * some, 2 * some + Profiles.BLOCK);
        assertThat(capacity(1L << 34)).isEqualTo(4992);
    }

    private static int capacity(long memoryBytes) {
        TensorDevice cpu =
                TensorDevice.of(new Settings(Settings.Device.CPU, Settings.Precision.FLOAT64, 1, memoryBytes));
        try (OccupancySolver solver =
                new TensorSolver(PROBLEM.mdp(), PROBLEM.rewards(), PROBLEM.dimension(), cpu, memoryBytes)) {
            return solver.capacity();
        }
    }

    /** In a Java of its own, the kernel solves without loading a class of DJL, let alone PyTorch. */
    @Test
    void theKernelStartsNoEngine() throws IOException, InterruptedException {
        Process java = new ProcessBuilder(OwnJava.command(KernelAlone.class, "-verbose:class"))
                .redirectErrorStream(true)
                .start();
        String output;
        try (InputStream in = java.getInputStream()) {
            output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(java.waitFor()).as(output).isZero();
        assertThat(output).contains("org.dynama.solver.acyclic.SoftMeasures").doesNotContain("ai.djl");
    }

    /** A program that solves with {@link Solvers#of} and leaves the choice to it. */
    static final class KernelAlone {
        private KernelAlone() {}

        public static void main(String[] args) {
            try (Solvers solvers = of(Settings.defaults())) {
                solve(solvers);
            }
        }
    }
}
