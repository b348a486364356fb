package org.dynama.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Horizon;
import org.dynama.model.Profiles;
import org.dynama.model.RandomMdps;
import org.dynama.model.RandomStream;
import org.dynama.solver.tensor.TensorDevice;
import org.dynama.solver.tensor.TensorKernel;
import org.dynama.solver.tensor.TensorSolver;
import org.dynama.solver.tensor.discounted.DiscountedTensorSolver;
import org.dynama.world.Environment;
import org.dynama.world.Gridworld;
import org.dynama.world.SequentialSales;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Native memory, which Java's garbage collector does not see. */
class TensorMemoryTest {
    private static final Path STATUS = Path.of("/proc/self/status");

    /** One step as a search takes it, with parameters that are new every time. */
    private static void step(OccupancySolver solver, Environment sales, int k) {
        Profiles profiles = Profiles.draw(sales.agents(), new RandomStream(k, "profiles"), 0, 64 * (1 + k % 4));
        AffineWelfare welfare =
                RandomMdps.welfare(k, sales.agentCount(), sales.mdp().pairCount());
        try (Measures hard = solver.hard(welfare, profiles);
                Measures.Regularized soft =
                        solver.regularized(welfare, profiles, new Regularizer.JointEntropy(0.1 + 1e-3 * k));
                Measures sensitivities = soft.pullback(welfare)) {
            assertThat(hard.rewards()).hasDimensions(sales.agentCount(), profiles.count());
            assertThat(sensitivities.sum()).hasSize(sales.mdp().pairCount());
        }
    }

    /** Java's collector runs now and then, so that the buffers numbers cross in are not counted as lost. */
    private static void steps(OccupancySolver solver, Environment sales, int from, int to) {
        for (int k = from; k < to; k++) {
            step(solver, sales, k);
            if (k % 100 == 99) {
                System.gc();
            }
        }
    }

    private static long residentKilobytes() throws IOException {
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    static Stream<Environment> environments() {
        return Stream.of(SequentialSales.uniform(5, 3), Gridworld.torus(3, 3));
    }

    private static TensorKernel solver(Environment environment) {
        TensorDevice cpu = TensorDevice.of(new Settings(Settings.Device.CPU, Settings.Precision.FLOAT64, 1, 0));
        return environment.mdp().horizon() instanceof Horizon.Discounted
                ? new DiscountedTensorSolver(
                        environment.mdp(), environment.rewards(), environment.dimension(), cpu, 1L << 28)
                : new TensorSolver(environment.mdp(), environment.rewards(), environment.dimension(), cpu, 1L << 28);
    }

    /** Caches of parameters fill up and are emptied every 64 steps; a round later not one tensor more is alive. */
    @ParameterizedTest(name = "{index}")
    @MethodSource("environments")
    void stepsLeaveNoTensorBehind(Environment environment) {
        int round = 64;
        try (TensorKernel solver = solver(environment)) {
            steps(solver, environment, 0, round + 2);
            int before = solver.liveTensors();
            steps(solver, environment, round + 2, 2 * round + 2);
            assertThat(solver.liveTensors()).isEqualTo(before);
        }
    }

    /** What PyTorch keeps beside tensors. A step makes 3 MB of tables; a thousand grow by 13 to 16 MB. */
    @Test
    void aThousandStepsLeaveNativeMemoryFlat() throws IOException {
        assumeTrue(Files.isReadable(STATUS), "skipped: resident memory is read from /proc, which this system lacks");
        Environment sales = SequentialSales.uniform(5, 3);
        try (OccupancySolver solver = solver(sales)) {
            steps(solver, sales, 0, 300);
            long before = residentKilobytes();
            steps(solver, sales, 300, 1300);
            assertThat(residentKilobytes() - before).as("growth in kB").isLessThan(30_000);
        }
    }
}
