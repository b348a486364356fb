package org.dynama.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dynama.environment.Environment;
import org.dynama.environment.SequentialSales;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.model.RandomMdps;
import org.dynama.model.RandomStream;
import org.dynama.solver.tensor.TensorDevice;
import org.dynama.solver.tensor.TensorSolver;
import org.junit.jupiter.api.Test;

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

    /** A step makes 3 MB of tables: were a tenth of one kept, a thousand steps would show 300 MB. Transient: 40. */
    @Test
    void aThousandStepsLeaveNativeMemoryFlat() throws IOException {
        assumeTrue(Files.isReadable(STATUS), "skipped: resident memory is read from /proc, which this system lacks");
        Environment sales = SequentialSales.uniform(5, 3);
        TensorDevice cpu = TensorDevice.of(new Settings(Settings.Device.CPU, Settings.Precision.FLOAT64, 1, 0));
        try (OccupancySolver solver = new TensorSolver(sales.mdp(), sales.rewards(), 1, cpu, 1L << 28)) {
            steps(solver, sales, 0, 300);
            long before = residentKilobytes();
            steps(solver, sales, 300, 1300);
            assertThat(residentKilobytes() - before).as("growth in kB").isLessThan(80_000);
        }
    }
}
