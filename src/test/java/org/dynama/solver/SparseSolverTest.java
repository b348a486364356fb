package org.dynama.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.exact.OccupancyLp;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.RandomMdps;
import org.dynama.model.Reals;
import org.dynama.model.Transitions;
import org.dynama.refusal.Failure;
import org.dynama.solver.acyclic.AcyclicSolver;
import org.dynama.solver.average.AverageSolver;
import org.dynama.solver.discounted.DiscountedSolver;
import org.dynama.solver.pool.Solvers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sparse route against elimination and linear programs, on worlds of every horizon. */
class SparseSolverTest {
    private static final int COUNT = 10;

    private static Mdp with(Mdp mdp, Horizon horizon) {
        return new Mdp(mdp.states(), mdp.actions(), mdp.transitions(), mdp.initial(), horizon);
    }

    private static OccupancySolver solver(Problem problem, boolean sparse) {
        return problem.mdp().horizon() instanceof Horizon.AverageReward
                ? new AverageSolver(problem.mdp(), problem.rewards(), problem.dimension(), sparse)
                : new DiscountedSolver(problem.mdp(), problem.rewards(), problem.dimension(), sparse);
    }

    /** Values, errors, occupancies, rewards and margins agree with elimination's; what is summed agrees with itself. */
    private static void assertAgreement(Problem problem, AffineWelfare welfare) {
        Profiles profiles = problem.profiles().slice(0, COUNT);
        try (OccupancySolver dense = solver(problem, false);
                OccupancySolver sparse = solver(problem, true);
                Measures.Optimal wanted = dense.hard(welfare, profiles);
                Measures.Optimal found = sparse.hard(welfare, profiles)) {
            double[] margins = found.margins();
            double[] densely = wanted.margins();
            double[] errors = sparse.errors(welfare, profiles);
            double size = Arrays.stream(wanted.values()).map(Math::abs).max().orElse(0);
            assertThat(sparse.values(welfare, profiles)).containsExactly(found.values());
            assertThat(found.inner(welfare)).containsExactly(found.values(), within(1e-10 * size));
            double[] visits = wanted.toArray();
            double[] sparsely = found.toArray();
            double most = Arrays.stream(visits).max().orElse(0);
            for (int b = 0; b < COUNT; b++) {
                assertThat(found.values()[b]).isCloseTo(wanted.values()[b], within(1e-10 * size + errors[b]));
                assertThat(margins[b]).isLessThanOrEqualTo(Double.POSITIVE_INFINITY);
                if (margins[b] > 0 && densely[b] > 0) {
                    for (int p = b; p < visits.length; p += COUNT) {
                        assertThat(sparsely[p]).isCloseTo(visits[p], within(1e-10 * most));
                    }
                }
            }
        }
    }

    @ParameterizedTest(name = "seed {0}, {1} states, discount {2}")
    @CsvSource({"1, 40, 0.5", "2, 80, 0.9", "3, 60, 0.999", "4, 60, 0.9999", "5, 300, 0.95"})
    void discountedWorldsAgreeWithElimination(long seed, int states, double discount) {
        Problem problem = Problem.of("random", RandomMdps.discounted(seed, states, 4, discount), seed);
        assertAgreement(problem, problem.welfare());
        assertAgreement(problem, RandomMdps.masked(seed, problem.mdp(), problem.welfare()));
    }

    @ParameterizedTest(name = "seed {0}, {1} states")
    @CsvSource({"1, 40", "2, 100", "3, 150"})
    void totalWorldsAgreeWithElimination(long seed, int states) {
        Problem problem = Problem.of("random", RandomMdps.total(seed, states, 3), seed);
        assertAgreement(problem, problem.welfare());
    }

    @ParameterizedTest(name = "seed {0}, {1} states")
    @CsvSource({"1, 20", "2, 60", "3, 100"})
    void averageWorldsAgreeWithElimination(long seed, int states) {
        Mdp mdp = with(RandomMdps.discounted(seed, states, 4, 0.9), new Horizon.AverageReward());
        Problem problem = Problem.of("random", mdp, seed);
        assertAgreement(problem, problem.welfare());
        assertAgreement(problem, RandomMdps.masked(seed, mdp, problem.welfare()));
    }

    /** A third route: linear programs of the same worlds. */
    @ParameterizedTest
    @ValueSource(strings = {"discounted", "total", "average"})
    void valuesAreThoseOfLinearPrograms(String kind) {
        Mdp cyclic = kind.equals("total") ? RandomMdps.total(7, 30, 3) : RandomMdps.discounted(7, 30, 3, 0.99);
        Problem problem =
                Problem.of(kind, kind.equals("average") ? with(cyclic, new Horizon.AverageReward()) : cyclic, 7);
        OccupancyLp lp = new OccupancyLp(problem.mdp(), problem.rewards());
        try (OccupancySolver sparse = solver(problem, true)) {
            double[] values = sparse.values(problem.welfare(), problem.profiles());
            for (int b = 0; b < 5; b++) {
                double wanted =
                        lp.solve(problem.welfare(), problem.profiles(), b).value();
                assertThat(values[b]).isCloseTo(wanted, within(1e-9 * Math.abs(wanted)));
            }
        }
    }

    /**
     * A corridor of two actions, each a step to the one side or the other: it mixes in the square of its length, and is so
     * narrow that factors stay sparse.
     *
     * @param sure the probability of going where one wants to
     */
    private static Mdp corridor(int states, double sure, Horizon horizon) {
        Transitions.Builder builder = new Transitions.Builder(states, 2);
        for (int s = 0; s < states; s++) {
            int left = Math.max(0, s - 1);
            int right = Math.min(states - 1, s + 1);
            builder.to(s, 0, left, sure).to(s, 0, right, 1 - sure);
            builder.to(s, 1, right, sure).to(s, 1, left, 1 - sure);
        }
        double[] initial = new double[states];
        initial[states / 2] = 1;
        return new Mdp(names("s", states), names("a", 2), builder.build(), Reals.of(initial), horizon);
    }

    private static List<String> names(String kind, int count) {
        return IntStream.range(0, count).mapToObj(k -> kind + k).toList();
    }

    @ParameterizedTest(name = "discount {0}, sure {1}")
    @CsvSource({"0.9999, 0.5", "0.9999, 0.6", "0.999, 0.9", "0.99999, 0.55"})
    void slowCorridorsAgreeWithElimination(double discount, double sure) {
        Mdp mdp = corridor(70, sure, new Horizon.Discounted(discount));
        Problem problem = Problem.of("corridor", mdp, 3);
        assertAgreement(problem, problem.welfare());
    }

    /** Near the middle either end is as good a place to stay: chains of both are slow, and periodic but at the ends. */
    @ParameterizedTest(name = "sure {0}")
    @ValueSource(doubles = {0.5, 0.6, 0.75})
    void slowCorridorsPerPeriodAgreeWithElimination(double sure) {
        Problem problem = Problem.of("corridor", corridor(60, sure, new Horizon.AverageReward()), 3);
        assertAgreement(problem, problem.welfare());
    }

    /** A ring on which every action goes on, all alike but where it branches once: periodic, with long cycles. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void periodicRingsAgreeWithElimination(boolean average) {
        int states = 90;
        Transitions.Builder builder = new Transitions.Builder(states, 2);
        for (int s = 0; s < states; s++) {
            builder.to(s, 0, (s + 1) % states, 1)
                    .to(s, 1, (s + 1) % states, 0.5)
                    .to(s, 1, (s + 4) % states, 0.5);
        }
        double[] initial = new double[states];
        initial[5] = 1;
        Horizon horizon = average ? new Horizon.AverageReward() : new Horizon.Discounted(0.9999);
        Mdp mdp = new Mdp(names("s", states), names("a", 2), builder.build(), Reals.of(initial), horizon);
        Problem problem = Problem.of("ring", mdp, 4);
        assertAgreement(problem, problem.welfare());
    }

    /** Parts that never meet have levels of their own, and states that no run visits must not count. */
    @Test
    void separatePartsAgreeWithElimination() {
        int states = 120;
        Transitions.Builder builder = new Transitions.Builder(states, 2);
        for (int s = 0; s < states; s++) {
            int home = s / 30 * 30;
            for (int a = 0; a < 2; a++) {
                builder.to(s, a, home + (7 * s + 3 * a + 1) % 30, 0.5).to(s, a, home + (s + a) % 30, 0.5);
            }
        }
        double[] initial = new double[states];
        initial[0] = initial[31] = initial[65] = initial[66] = 0.25;
        Mdp mdp = new Mdp(
                names("s", states), names("a", 2), builder.build(), Reals.of(initial), new Horizon.Discounted(0.9999));
        Problem problem = Problem.of("parts", mdp, 5);
        assertAgreement(problem, problem.welfare());
    }

    /** All actions tie where nothing is worth anything: the lowest are taken, values are zero to the last bit. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void tiesGoToTheLowestAction(boolean average) {
        Mdp cyclic = RandomMdps.discounted(9, 50, 3, 0.9);
        Mdp mdp = average ? with(cyclic, new Horizon.AverageReward()) : cyclic;
        Problem problem = Problem.of("zero", mdp, 9);
        AffineWelfare nothing = new AffineWelfare(Reals.filled(3, 0), Reals.filled(mdp.pairCount(), 0));
        Profiles profiles = problem.profiles().slice(0, COUNT);
        try (OccupancySolver dense = solver(problem, false);
                OccupancySolver sparse = solver(problem, true);
                Measures.Optimal wanted = dense.hard(nothing, profiles);
                Measures.Optimal found = sparse.hard(nothing, profiles)) {
            assertThat(found.values()).containsOnly(0.0);
            assertThat(Arrays.stream(found.margins()).max().orElse(1)).isNotPositive();
            assertThat(found.toArray()).containsExactly(wanted.toArray(), within(1e-12 * 10));
        }
    }

    /** Money has no unit: rewards times a power of two change nothing but exponents. */
    @ParameterizedTest(name = "2^{0}")
    @ValueSource(ints = {-34, 34})
    void unitsDoNotMatter(int exponent) {
        Problem problem = Problem.of("random", RandomMdps.discounted(6, 80, 4, 0.97), 6);
        double[] boosts = problem.welfare().boosts().toArray();
        Arrays.setAll(boosts, p -> Math.scalb(boosts[p], exponent));
        Problem scaled = new Problem(
                "scaled",
                problem.mdp(),
                problem.rewards().scaled(exponent),
                problem.dimension(),
                problem.profiles(),
                new AffineWelfare(problem.welfare().weights(), Reals.of(boosts)));
        try (OccupancySolver one = solver(problem, true);
                OccupancySolver other = solver(scaled, true);
                Measures.Optimal wanted = one.hard(problem.welfare(), problem.profiles());
                Measures.Optimal found = other.hard(scaled.welfare(), scaled.profiles())) {
            double[] values = wanted.values().clone();
            Arrays.setAll(values, b -> Math.scalb(values[b], exponent));
            assertThat(found.values()).containsExactly(values);
            assertThat(found.toArray()).containsExactly(wanted.toArray());
        }
    }

    /** What is found for a profile does not depend on its neighbours, chunks or threads. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void neighboursDoNotMatter(boolean average) {
        Mdp cyclic = RandomMdps.discounted(8, 300, 3, 0.9);
        Mdp mdp = average ? with(cyclic, new Horizon.AverageReward()) : cyclic;
        Problem problem = Problem.of("many", mdp, 8);
        int count = problem.profiles().count();
        double[][] found = new double[2][count];
        for (int threads = 1; threads <= 2; threads++) {
            double[] values = found[threads - 1];
            try (Solvers solvers = Solvers.kernel(mdp, problem.rewards(), problem.dimension(), threads)) {
                assertThat(solvers.description()).contains("sparse policy iteration");
                solvers.forEach(
                        count,
                        (solver, from, to) -> solver.hard(
                                        problem.welfare(), problem.profiles().slice(from, to))
                                .values(),
                        part -> System.arraycopy(part, 0, values, 0, part.length));
            }
        }
        assertThat(found[1]).containsExactly(found[0]);
        try (OccupancySolver alone = solver(problem, true)) {
            for (int b = count - 1; b >= 0; b -= 7) {
                assertThat(alone.values(problem.welfare(), problem.profiles().slice(b, b + 1)))
                        .containsExactly(found[0][b]);
            }
        }
    }

    /** A few profiles of an acyclic world, one after another, are to the bit what a block gives side by side. */
    @Test
    void aFewProfilesAreThoseOfABlock() {
        Problem problem = Problem.of("acyclic", RandomMdps.acyclic(4, 400, 3), 4);
        Profiles block = problem.profiles();
        try (OccupancySolver solver = new AcyclicSolver(problem.mdp(), problem.rewards(), problem.dimension())) {
            double[] values = solver.values(problem.welfare(), block);
            double[][] wanted = new double[3][];
            int pairs = problem.mdp().pairCount();
            double[] visits;
            try (Measures.Optimal all = solver.hard(problem.welfare(), block)) {
                wanted[0] = all.rewards()[1];
                wanted[1] = all.inner(problem.welfare());
                wanted[2] = all.margins();
                visits = all.toArray();
            }
            Profiles few = block.slice(3, 8);
            assertThat(solver.values(problem.welfare(), few)).containsExactly(Arrays.copyOfRange(values, 3, 8));
            try (Measures.Optimal some = solver.hard(problem.welfare(), few)) {
                assertThat(some.values()).containsExactly(Arrays.copyOfRange(values, 3, 8));
                assertThat(some.rewards()[1]).containsExactly(Arrays.copyOfRange(wanted[0], 3, 8));
                assertThat(some.inner(problem.welfare())).containsExactly(Arrays.copyOfRange(wanted[1], 3, 8));
                assertThat(some.margins()).containsExactly(Arrays.copyOfRange(wanted[2], 3, 8), within(1e-12));
                double[] found = some.toArray();
                for (int p = 0; p < pairs; p++) {
                    for (int b = 0; b < 5; b++) {
                        assertThat(found[p * 5 + b]).isEqualTo(visits[p * block.count() + 3 + b]);
                    }
                }
            }
        }
    }

    /** At a discount so near to one that doubles cannot tell values, the answer is a refusal, not a number. */
    @Test
    void nearlySingularEquationsAreRefused() {
        Mdp mdp = RandomMdps.discounted(2, 60, 3, 1 - 1e-13);
        Problem problem = Problem.of("singular", mdp, 2);
        try (OccupancySolver sparse = solver(problem, true)) {
            assertThatThrownBy(() -> sparse.values(problem.welfare(), problem.profiles()))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("nearly singular");
        }
    }
}
