package org.dynama.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.dynama.model.Transitions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws of maximizing linear functions of occupancies, over every solver and many MDPs. */
class OccupancySolverTest {
    private static final double ALPHA = 0.3;

    /** Problems whose runs all have one length. */
    static Stream<Arguments> even() {
        return Stream.concat(everySolver(Problem::trees), discounted());
    }

    static Stream<Arguments> problems() {
        return Stream.concat(everySolver(Problem::all), discounted());
    }

    /** Tensors take a second for what takes the kernel a hundredth: one seed is enough for them. */
    static Stream<Arguments> discounted() {
        Stream<Arguments> tensors = SolverKind.discounted()
                .filter(kind -> kind != SolverKind.KERNEL)
                .flatMap(kind -> Problem.discounted(1).stream().map(problem -> Arguments.of(kind, problem)));
        return Stream.concat(everySolver(Stream.of(SolverKind.KERNEL), Problem::discounted), tensors);
    }

    static Stream<Arguments> everySolver(LongFunction<List<Problem>> problems) {
        return everySolver(SolverKind.present(), problems);
    }

    static Stream<Arguments> everySolver(Stream<SolverKind> kinds, LongFunction<List<Problem>> problems) {
        return kinds.flatMap(kind -> LongStream.of(1, 2, 3)
                .boxed()
                .flatMap(seed -> problems.apply(seed).stream())
                .map(problem -> Arguments.of(kind, problem)));
    }

    private static OccupancySolver solver(SolverKind kind, Problem problem) {
        return kind.solver(problem);
    }

    private static List<Regularizer> regularizers(SolverKind kind, Problem problem) {
        return problem.regularizers(kind, ALPHA);
    }

    /** Hard values are those of a plain recursion. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("problems")
    void hardValuesAreTheRecursions(SolverKind kind, Problem problem) {
        try (OccupancySolver solver = solver(kind, problem)) {
            double[] values = solver.values(problem.welfare(), problem.profiles());
            for (int b = 0; b < values.length; b++) {
                double expected = problem.value(problem.coefficients(problem.welfare(), b));
                assertThat(values[b]).isCloseTo(expected, within(kind.tolerance));
            }
        }
    }

    /** The two ways to ask for optimal values are one, to the last bit; occupancies earn what the values promise. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("problems")
    void valuesAreWhatOptimalOccupanciesEarn(SolverKind kind, Problem problem) {
        try (OccupancySolver solver = solver(kind, problem);
                Measures.Optimal hard = solver.hard(problem.welfare(), problem.profiles())) {
            assertThat(hard.values()).containsExactly(solver.values(problem.welfare(), problem.profiles()));
            assertThat(hard.inner(problem.welfare())).containsExactly(hard.values(), within(kind.tolerance));
        }
    }

    /** With a constant on every reward the value rises by it times the length of a run; occupancies stay. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("even")
    void shiftingRewardsShiftsTheValue(SolverKind kind, Problem problem) {
        double shift = 0.75;
        double total = shift * problem.length();
        Problem shifted = problem.shifted(shift);
        try (OccupancySolver solver = solver(kind, problem)) {
            Solution hard = Solution.hard(solver, problem);
            Solution.hard(solver, shifted).isCloseTo(hard.plus(total), kind.tolerance);
            for (Regularizer regularizer : regularizers(kind, problem)) {
                Solution soft = Solution.regularized(solver, problem, regularizer);
                Solution.regularized(solver, shifted, regularizer).isCloseTo(soft.plus(total), kind.softTolerance);
            }
        }
    }

    /** Rewards and temperature in another currency: values follow, occupancies stay. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("problems")
    void scalingRewardsAndTemperatureScalesTheValue(SolverKind kind, Problem problem) {
        double scale = 2.5;
        Problem scaled = problem.maximizing(problem.welfare().scaled(scale));
        try (OccupancySolver solver = solver(kind, problem)) {
            Solution hard = Solution.hard(solver, problem);
            Solution.hard(solver, scaled).isCloseTo(hard.times(scale), scale * kind.tolerance);
            for (Regularizer regularizer : regularizers(kind, problem)) {
                Solution soft = Solution.regularized(solver, problem, regularizer);
                Solution.regularized(solver, scaled, times(scale, regularizer))
                        .isCloseTo(soft.times(scale), scale * kind.softTolerance);
            }
        }
    }

    private static Regularizer times(double scale, Regularizer regularizer) {
        return regularizer instanceof Regularizer.JointEntropy
                ? new Regularizer.JointEntropy(scale * regularizer.temperature())
                : new Regularizer.ConditionalEntropy(scale * regularizer.temperature());
    }

    /** Agents have no order. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("problems")
    void permutingAgentsChangesNothing(SolverKind kind, Problem problem) {
        Problem reversed = problem.reversed();
        try (OccupancySolver solver = solver(kind, problem);
                OccupancySolver other = solver(kind, reversed)) {
            Solution.hard(other, reversed).isCloseTo(Solution.hard(solver, problem), kind.tolerance);
            for (Regularizer regularizer : regularizers(kind, problem)) {
                Solution.regularized(other, reversed, regularizer)
                        .isCloseTo(Solution.regularized(solver, problem, regularizer), kind.softTolerance);
            }
        }
    }

    /**
     * Conditional entropy is at most log A a step; joint entropy at most the logarithm of a stage's pairs, and at least
     * that of all visits to one pair.
     */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("problems")
    void regularizedValuesLieWithinTheEntropyOfHardOnes(SolverKind kind, Problem problem) {
        double length = problem.length();
        try (OccupancySolver solver = solver(kind, problem)) {
            double[] hard = solver.values(problem.welfare(), problem.profiles());
            for (Regularizer regularizer : regularizers(kind, problem)) {
                boolean joint = regularizer instanceof Regularizer.JointEntropy;
                double least = joint && problem.isDiscounted() ? ALPHA * length * Math.log(length) : 0;
                double most = length
                        * Math.log(
                                joint
                                        ? problem.mdp().pairCount()
                                        : problem.mdp().actionCount());
                double[] soft =
                        Solution.regularized(solver, problem, regularizer).values();
                for (int b = 0; b < hard.length; b++) {
                    assertThat(soft[b]).isBetween(hard[b] - least - kind.tolerance, hard[b] + ALPHA * most);
                }
            }
        }
    }

    /** As the temperature goes to zero the regularized solution becomes the hard one. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("problems")
    void coldRegularizedSolutionsAreHard(SolverKind kind, Problem problem) {
        // Float32 cannot be colder: at 1e-3 its rounding error is a hundredth of the temperature.
        double cold = kind.isDouble() ? 1e-6 : 1e-3;
        double entropies = problem.length() * Math.log(problem.mdp().pairCount());
        try (OccupancySolver solver = solver(kind, problem)) {
            Solution hard = Solution.hard(solver, problem);
            for (Regularizer regularizer : regularizers(kind, problem)) {
                Solution soft = Solution.regularized(solver, problem, times(cold / ALPHA, regularizer));
                assertThat(soft.values()).containsExactly(hard.values(), within(cold * entropies + kind.tolerance));
                if (kind.isDouble()) {
                    // No two actions of these seeds are within 30 temperatures of each other.
                    assertThat(soft.occupancy()).containsExactly(hard.occupancy(), within(1e-9));
                }
            }
        }
    }

    /** What flows into a state flows out; no pair has negative mass; infeasible pairs have none. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("problems")
    void occupanciesConserveFlow(SolverKind kind, Problem problem) {
        try (OccupancySolver solver = solver(kind, problem)) {
            assertFlow(problem, Solution.hard(solver, problem).occupancy(), kind.tolerance);
            for (Regularizer regularizer : regularizers(kind, problem)) {
                double[] soft =
                        Solution.regularized(solver, problem, regularizer).occupancy();
                assertFlow(problem, soft, kind.tolerance);
            }
        }
    }

    private static void assertFlow(Problem problem, double[] occupancy, double tolerance) {
        int count = problem.profiles().count();
        Transitions transitions = problem.mdp().transitions();
        for (int b = 0; b < count; b++) {
            double[] open = problem.mdp().initial().toArray();
            for (int pair = 0; pair < transitions.pairs(); pair++) {
                double mass = occupancy[pair * count + b];
                assertThat(mass).isGreaterThanOrEqualTo(0);
                open[problem.mdp().stateOf(pair)] -= mass;
                mass *= problem.discount();
                for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
                    open[transitions.next(k)] += mass * transitions.probability(k);
                }
            }
            assertThat(open).containsExactly(new double[open.length], within(tolerance));
        }
    }

    /** A tree of uniform depth T is left after T actions; discounted visits sum to 1 / (1 - discount). */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("even")
    void occupanciesSumToTheLengthOfARun(SolverKind kind, Problem problem) {
        double visits = problem.length() * problem.profiles().count();
        try (OccupancySolver solver = solver(kind, problem);
                Measures hard = solver.hard(problem.welfare(), problem.profiles())) {
            assertThat(DoubleStream.of(hard.sum()).sum()).isCloseTo(visits, within(visits * kind.tolerance));
        }
    }
}
