package org.dynama.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dynama.OwnJava;
import org.dynama.cli.Main;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.refusal.Refusal;
import org.dynama.solver.acyclic.AcyclicSolver;
import org.dynama.solver.acyclic.VectorModule;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.dynama.world.Gridworld;
import org.dynama.world.SequentialSales;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The loops on jdk.incubator.vector beside the plain ones, and what is said where the JVM has no such module. */
class VectorLoopsTest {
    private static final Environment SALES = SequentialSales.uniform(4, 3);
    private static final AffineWelfare TOTAL =
            AffineWelfare.total(SALES.agentCount(), SALES.mdp().pairCount());

    private static Profiles profiles(int count) {
        return Profiles.draw(SALES.agents(), new RandomStream(1, "profiles"), 0, count);
    }

    private static AcyclicSolver vectors(Environment world) {
        assumeTrue(VectorModule.isPresent(), "the JVM has no jdk.incubator.vector");
        return new AcyclicSolver(world.mdp(), world.rewards(), world.dimension(), VectorModule.rows());
    }

    private static AcyclicSolver plain(Environment world) {
        return new AcyclicSolver(world.mdp(), world.rewards(), world.dimension());
    }

    /** Maven's build has the classes: a JVM that it starts with the module finds them. */
    @Test
    void theModuleIsUsedWhereItIs() {
        boolean present = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        assertThat(VectorModule.isPresent()).isEqualTo(present);
    }

    /** Temperatures from nearly hard to nearly uniform: values, occupancies, pullbacks, sums and rewards. */
    @ParameterizedTest(name = "temperature {0}")
    @ValueSource(doubles = {0.002, 0.05, 3})
    void bothLoopsAgree(double temperature) {
        Regularizer joint = new Regularizer.JointEntropy(temperature);
        Profiles profiles = profiles(100);
        try (AcyclicSolver one = plain(SALES);
                AcyclicSolver other = vectors(SALES);
                Measures.Regularized expected = one.regularized(TOTAL, profiles, joint);
                Measures.Regularized soft = other.regularized(TOTAL, profiles, joint);
                Measures lambda = expected.pullback(TOTAL);
                Measures sensitivities = soft.pullback(TOTAL)) {
            assertClose(soft.values(), expected.values(), 0);
            assertClose(soft.sum(), expected.sum(), 0);
            assertClose(soft.toArray(), expected.toArray(), 0);
            // Gains are of the size of values, and their rounding is divided by the temperature.
            double rounding = 1e-15 * Arrays.stream(expected.values()).max().orElseThrow() / temperature;
            assertClose(sensitivities.sum(), lambda.sum(), 100 * rounding);
            assertClose(sensitivities.toArray(), lambda.toArray(), rounding);
            assertClose(soft.rewards()[0], expected.rewards()[0], 0);
        }
    }

    private static void assertClose(double[] actual, double[] expected, double rounding) {
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        assertThat(actual).containsExactly(expected, within(1e-12 * largest + rounding));
    }

    /** Every place in a block, and blocks with a tail, give a profile the same bits. */
    @Test
    void aProfilesNumbersDoNotDependOnItsPlace() {
        Regularizer joint = new Regularizer.JointEntropy(0.05);
        Profiles all = profiles(Profiles.BLOCK);
        try (AcyclicSolver solver = vectors(SALES)) {
            double[] values;
            try (Measures.Regularized soft = solver.regularized(TOTAL, all, joint)) {
                values = soft.values();
            }
            for (int from : new int[] {1, 3, 8, 127}) {
                try (Measures.Regularized soft = solver.regularized(TOTAL, all.slice(from, Profiles.BLOCK), joint)) {
                    assertThat(soft.values()).containsExactly(Arrays.copyOfRange(values, from, Profiles.BLOCK));
                }
            }
        }
    }

    /** Sums over chunks on one thread and on three are the same bits. */
    @Test
    void threadsChangeNothing() {
        assumeTrue(VectorModule.isPresent(), "the JVM has no jdk.incubator.vector");
        assertThat(sums(3)).isDeepEqualTo(sums(1));
    }

    private static double[][] sums(int threads) {
        Settings settings =
                new Settings(Settings.Device.CPU, Settings.Precision.FLOAT64, threads, 0, Settings.Loops.VECTOR);
        Profiles profiles = profiles(500);
        List<double[]> sums = new ArrayList<>();
        try (Solvers solvers = Solvers.of(SALES.mdp(), SALES.rewards(), 1, settings)) {
            assertThat(solvers.description()).startsWith("java kernel, vector module, float64");
            solvers.forEach(
                    500,
                    (solver, from, to) -> {
                        try (Measures.Regularized soft = solver.regularized(
                                        TOTAL, profiles.slice(from, to), new Regularizer.ConditionalEntropy(0.05));
                                Measures pulled = soft.pullback(TOTAL)) {
                            return pulled.sum();
                        }
                    },
                    sums::add);
        }
        return sums.toArray(double[][]::new);
    }

    /**
     * One sale to one agent, no chance: the value is {@code T log(1 + exp(v / T))} and the sale's probability
     * {@code 1 / (1 + exp(-v / T))}, by StrictMath to 1e-12 of themselves, over 38 units of temperature.
     */
    @Test
    void exponentialAndLogarithmAreStrictMaths() {
        Environment sale = SequentialSales.uniform(1, 1);
        AffineWelfare worth = AffineWelfare.total(1, sale.mdp().pairCount());
        Profiles values = Profiles.draw(sale.agents(), new RandomStream(2, "profiles"), 0, Profiles.BLOCK);
        double temperature = 1 / 38.0;
        try (AcyclicSolver solver = vectors(sale);
                Measures.Regularized soft =
                        solver.regularized(worth, values, new Regularizer.ConditionalEntropy(temperature))) {
            double[] visits = soft.toArray();
            for (int b = 0; b < values.count(); b++) {
                double v = values.type(0, 0, b) / temperature;
                double expected = temperature * (v + StrictMath.log1p(StrictMath.exp(-v)));
                assertThat(soft.values()[b]).isCloseTo(expected, within(1e-13 * expected));
                double sold = 1 / (1 + StrictMath.exp(-v));
                double kept = StrictMath.exp(-v) / (1 + StrictMath.exp(-v));
                double more = Math.max(visits[b], visits[Profiles.BLOCK + b]);
                double less = Math.min(visits[b], visits[Profiles.BLOCK + b]);
                assertThat(more).isCloseTo(sold, within(1e-13 * sold));
                assertThat(less).isCloseTo(kept, within(1e-12 * kept));
            }
        }
    }

    /** A JVM without the module takes plain loops where it may choose, and refuses where it may not: one sentence, status 2. */
    @Test
    void vectorsAreRefusedWhereTheModuleIsMissing(@TempDir Path folder) throws Exception {
        List<String> command = OwnJava.bare(Main.class);
        command.addAll(List.of(
                "search", "experiments/sequential-sales.yaml", "--set=loops=vector", "--out=" + folder.resolve("run")));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).contains("loops = vector needs the module jdk.incubator.vector, without which this JVM runs");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    /** Where there are no softened sweeps on the CPU, asking for vectors is refused, not forgotten. */
    @Test
    void vectorsAreRefusedWhereNothingTakesThem() {
        Settings settings = Settings.defaults().with(Settings.Loops.VECTOR);
        Environment torus = Gridworld.torus(2, 2);
        String rule = "loops = vector is for softened solutions of worlds with a finite horizon";
        assertThatThrownBy(() -> Solvers.of(torus.mdp(), torus.rewards(), torus.dimension(), settings))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(rule);
        assertThatThrownBy(() -> Solvers.of(SALES.mdp(), SALES.rewards(), 1, settings, false))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(rule);
    }
}
