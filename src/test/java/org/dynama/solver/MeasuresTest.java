package org.dynama.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.model.RandomMdps;
import org.dynama.model.Reals;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What solved batches say about themselves, over every solver. */
class MeasuresTest {

    static Stream<Arguments> problems() {
        return OccupancySolverTest.everySolver(SolverKind.withGpuForms(), Problem::all);
    }

    /** Hands over hard and regularized solutions and pullbacks. */
    private static void forEachMeasure(SolverKind kind, Problem problem, BiConsumer<Measures, Double> check) {
        AffineWelfare gain =
                RandomMdps.welfare(99, problem.agents(), problem.mdp().pairCount());
        try (OccupancySolver solver = kind.solver(problem)) {
            try (Measures hard = solver.hard(problem.welfare(), problem.profiles())) {
                check.accept(hard, kind.tolerance);
            }
            for (Regularizer regularizer : problem.regularizers(kind, 0.5)) {
                try (Measures.Regularized soft =
                                solver.regularized(problem.welfare(), problem.profiles(), regularizer);
                        Measures sensitivities = soft.pullback(gain)) {
                    check.accept(soft, kind.softTolerance);
                    check.accept(sensitivities, kind.softTolerance);
                }
            }
        }
    }

    /** Inner products, rewards and sums are those of the measures written out. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("problems")
    void summariesAgreeWithTheMeasures(SolverKind kind, Problem problem) {
        AffineWelfare function =
                RandomMdps.welfare(7, problem.agents(), problem.mdp().pairCount());
        forEachMeasure(kind, problem, (measures, tolerance) -> {
            double[] written = measures.toArray();
            assertThat(measures.inner(function)).containsExactly(inner(problem, written, function), within(tolerance));
            double[][] rewards = measures.rewards();
            for (int i = 0; i < problem.agents(); i++) {
                assertThat(rewards[i]).containsExactly(inner(problem, written, reward(problem, i)), within(tolerance));
            }
            int count = problem.profiles().count();
            double[] sums = measures.sum();
            for (int pair = 0; pair < sums.length; pair++) {
                double sum =
                        Arrays.stream(written, pair * count, (pair + 1) * count).sum();
                assertThat(sums[pair]).isCloseTo(sum, within(count * tolerance));
            }
        });
    }

    private static double[] inner(Problem problem, double[] written, AffineWelfare function) {
        int count = problem.profiles().count();
        double[] out = new double[count];
        for (int b = 0; b < count; b++) {
            double[] coefficients = problem.coefficients(function, b);
            for (int pair = 0; pair < coefficients.length; pair++) {
                out[b] += written[pair * count + b] * coefficients[pair];
            }
        }
        return out;
    }

    private static AffineWelfare reward(Problem problem, int i) {
        double[] weights = new double[problem.agents()];
        weights[i] = 1;
        return new AffineWelfare(Reals.of(weights), Reals.filled(problem.mdp().pairCount(), 0));
    }

    /** The same question twice has the same answer, bit by bit, whatever was asked between. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("problems")
    void askingTwiceGivesTheSameBits(SolverKind kind, Problem problem) {
        StringBuilder first = new StringBuilder();
        forEachMeasure(kind, problem, (measures, tolerance) -> first.append(digest(measures)));
        StringBuilder second = new StringBuilder();
        forEachMeasure(kind, problem, (measures, tolerance) -> second.append(digest(measures)));
        assertThat(second).hasToString(first.toString());
    }

    private static String digest(Measures measures) {
        return Arrays.toString(measures.toArray())
                + Arrays.toString(measures.sum())
                + Arrays.deepToString(measures.rewards());
    }

    /** Tensors and the kernel are two routes to one answer. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("problems")
    void everySolverAgreesWithTheKernel(SolverKind kind, Problem problem) {
        List<double[]> expected = new ArrayList<>();
        forEachMeasure(SolverKind.KERNEL, problem, (measures, tolerance) -> expected.add(measures.toArray()));
        List<double[]> found = new ArrayList<>();
        forEachMeasure(kind, problem, (measures, tolerance) -> found.add(measures.toArray()));
        double tolerance = kind.isDouble() ? 1e-10 : kind.softTolerance;
        // The kernel alone knows joint entropy, the last of the regularizers, on any acyclic graph.
        assertThat(found).hasSizeBetween(3, expected.size());
        for (int k = 0; k < found.size(); k++) {
            assertThat(found.get(k)).containsExactly(expected.get(k), within(tolerance));
        }
    }

    /** Where every reward is the same, hard solutions take the lowest feasible action everywhere. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("problems")
    void tiesGoToTheLowestAction(SolverKind kind, Problem problem) {
        int pairs = problem.mdp().pairCount();
        AffineWelfare nothing = new AffineWelfare(Reals.filled(problem.agents(), 0), Reals.filled(pairs, 0));
        try (OccupancySolver solver = kind.solver(problem);
                Measures hard = solver.hard(nothing, problem.profiles())) {
            double[] sum = hard.sum();
            for (int pair = 0; pair < pairs; pair++) {
                assertThat(sum[pair] == 0 || pair == lowest(problem, pair))
                        .as(problem.mdp().pairName(pair))
                        .isTrue();
            }
        }
    }

    private static int lowest(Problem problem, int pair) {
        return problem.mdp().firstPair(problem.mdp().stateOf(pair));
    }

    /** A boost of minus infinity forbids: no mass there, and the value is the best of what is left. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("problems")
    void boostsOfMinusInfinityForbid(SolverKind kind, Problem problem) {
        AffineWelfare masked = RandomMdps.masked(5, problem.mdp(), problem.welfare());
        Profiles profiles = problem.profiles();
        try (OccupancySolver solver = kind.solver(problem);
                Measures.Optimal hard = solver.hard(masked, profiles)) {
            double[] sum = hard.sum();
            for (int pair = 0; pair < sum.length; pair++) {
                assertThat(masked.boosts().get(pair) > Double.NEGATIVE_INFINITY || sum[pair] == 0)
                        .isTrue();
            }
            assertThat(hard.values()).containsExactly(solver.values(masked, profiles));
            assertThat(hard.inner(masked)).containsExactly(hard.values(), within(kind.tolerance));
            for (int b = 0; b < profiles.count(); b++) {
                double oracle = problem.value(problem.coefficients(masked, b));
                assertThat(hard.values()[b]).isCloseTo(oracle, within(kind.tolerance));
            }
        }
    }

    /** A solver lends the memory of closed measures to the next ones: two must never share it. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("problems")
    void closingTwiceIsHarmless(SolverKind kind, Problem problem) {
        AffineWelfare other = problem.welfare().scaled(-1);
        Profiles profiles = problem.profiles();
        Regularizer soft = new Regularizer.ConditionalEntropy(1);
        try (OccupancySolver solver = kind.solver(problem)) {
            for (Measures measures : List.of(solver.hard(other, profiles), solver.regularized(other, profiles, soft))) {
                measures.close();
                measures.close();
            }
            try (Measures first = solver.hard(problem.welfare(), profiles);
                    Measures second = solver.hard(other, profiles);
                    Measures third = solver.regularized(problem.welfare(), profiles, soft);
                    Measures fourth = solver.regularized(other, profiles, soft)) {
                assertThat(first.toArray()).isNotEqualTo(second.toArray());
                assertThat(third.toArray()).isNotEqualTo(fourth.toArray());
            }
        }
    }
}
