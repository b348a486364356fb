package org.dynama.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.dynama.model.AffineWelfare;
import org.dynama.model.RandomMdps;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The pullback of regularized solutions against central finite differences in float64. */
class PullbackTest {
    /** Truncation {@code STEP^2 / alpha^2} and rounding {@code 1e-15 / STEP} are both below 1e-7. */
    private static final double STEP = 1e-4;

    private static final double ALPHA = 0.7;

    static Stream<Arguments> problems() {
        Stream<Arguments> acyclic =
                arguments(SolverKind.present().filter(SolverKind::isDouble), PullbackTest::problems);
        Stream<Arguments> discounted = arguments(SolverKind.discounted(), Problem::discounted);
        Stream<Arguments> total =
                arguments(SolverKind.discounted(), seed -> Problem.total(seed).subList(0, 1));
        return Stream.of(acyclic, discounted, total).flatMap(all -> all);
    }

    private static Stream<Arguments> arguments(Stream<SolverKind> kinds, LongFunction<List<Problem>> problems) {
        return kinds.flatMap(kind -> LongStream.of(11, 12, 13)
                .boxed()
                .flatMap(seed -> problems.apply(seed).stream()
                        .flatMap(problem -> problem.regularizers(kind, ALPHA).stream()
                                .map(regularizer -> Arguments.of(kind, problem, regularizer, seed)))));
    }

    private static List<Problem> problems(long seed) {
        return List.of(
                Problem.of("chance tree " + seed, RandomMdps.tree(seed, 3, 2, 2, 2), seed),
                Problem.trees(seed).get(0),
                Problem.graph(seed));
    }

    /** {@code <nu(weights, boosts), g>}, summed over the batch. */
    private static double objective(
            OccupancySolver solver, Problem problem, Regularizer regularizer, AffineWelfare gain) {
        try (Measures soft = solver.regularized(problem.welfare(), problem.profiles(), regularizer)) {
            return DoubleStream.of(soft.inner(gain)).sum();
        }
    }

    /** The derivative by weights, then boosts. */
    private static double[] gradient(
            OccupancySolver solver, Problem problem, Regularizer regularizer, AffineWelfare gain) {
        try (Measures.Regularized soft = solver.regularized(problem.welfare(), problem.profiles(), regularizer);
                Measures sensitivities = soft.pullback(gain)) {
            return byParameters(sensitivities);
        }
    }

    private static Problem moved(Problem problem, double[] direction, double step) {
        int n = problem.agents();
        double[] weights = problem.welfare().weights().toArray();
        double[] boosts = problem.welfare().boosts().toArray();
        for (int k = 0; k < direction.length; k++) {
            if (k < n) {
                weights[k] += step * direction[k];
            } else {
                boosts[k - n] += step * direction[k];
            }
        }
        return problem.maximizing(new AffineWelfare(Reals.of(weights), Reals.of(boosts)));
    }

    /** Along random directions in all weights and boosts, and along every weight and some boosts alone. */
    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("problems")
    void pullbackIsTheDerivative(SolverKind kind, Problem problem, Regularizer regularizer, long seed) {
        assertDerivative(kind, problem, regularizer, seed, STEP, 1e-6);
    }

    /** @param tolerance beside the largest entry of the gradient, of weights or of boosts where one of them moves alone */
    static void assertDerivative(
            SolverKind kind, Problem problem, Regularizer regularizer, long seed, double step, double tolerance) {
        assertDerivative(kind, problem, regularizer, seed, List.of(step), tolerance);
    }

    /** The same by differences over two steps, the second twice the first: their limit for small ones (Richardson). */
    static void assertLimit(
            SolverKind kind, Problem problem, Regularizer regularizer, long seed, double step, double tolerance) {
        assertDerivative(kind, problem, regularizer, seed, List.of(step, 2 * step), tolerance);
    }

    private static void assertDerivative(
            SolverKind kind,
            Problem problem,
            Regularizer regularizer,
            long seed,
            List<Double> steps,
            double tolerance) {
        AffineWelfare gain =
                RandomMdps.welfare(seed + 100, problem.agents(), problem.mdp().pairCount());
        UniformRandomProvider random = new RandomStream(seed, "directions").generator(0);
        try (OccupancySolver solver = kind.solver(problem)) {
            double[] gradient = gradient(solver, problem, regularizer, gain);
            int n = problem.agents();
            double all = largest(gradient, 0, gradient.length);
            double ofWeights = largest(gradient, 0, n);
            double ofBoosts = largest(gradient, n, gradient.length);
            for (int trial = 0; trial < 16; trial++) {
                double[] direction = new double[gradient.length];
                double scale = trial < 6 ? all : trial < 6 + n ? ofWeights : ofBoosts;
                if (trial < 6) {
                    Arrays.setAll(direction, k -> random.nextDouble(-1, 1));
                } else {
                    int entry = trial < 6 + n ? trial - 6 : random.nextInt(n, gradient.length);
                    direction[entry] = 1;
                }
                double[] slopes = steps.stream()
                        .mapToDouble(step -> (objective(solver, moved(problem, direction, step), regularizer, gain)
                                        - objective(solver, moved(problem, direction, -step), regularizer, gain))
                                / (2 * step))
                        .toArray();
                double limit = slopes.length == 1 ? slopes[0] : (4 * slopes[0] - slopes[1]) / 3;
                assertThat(limit).isCloseTo(inner(direction, gradient), within(tolerance * scale));
            }
        }
    }

    private static double largest(double[] gradient, int from, int to) {
        return DoubleStream.of(Arrays.copyOfRange(gradient, from, to))
                .map(Math::abs)
                .max()
                .orElseThrow();
    }

    private static double inner(double[] x, double[] y) {
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            sum += x[k] * y[k];
        }
        return sum;
    }

    /** Envelope theorem: moving the rewards moves the value as if the occupancies stayed. */
    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("problems")
    void theDerivativeOfTheValueIsTheOccupancy(SolverKind kind, Problem problem, Regularizer regularizer, long seed) {
        UniformRandomProvider random = new RandomStream(seed, "directions").generator(1);
        double[] direction = random.doubles(problem.agents() + problem.mdp().pairCount(), -1, 1)
                .toArray();
        try (OccupancySolver solver = kind.solver(problem);
                Measures.Regularized soft = solver.regularized(problem.welfare(), problem.profiles(), regularizer)) {
            double expected = inner(direction, byParameters(soft));
            double forward = value(solver, moved(problem, direction, STEP), regularizer);
            double backward = value(solver, moved(problem, direction, -STEP), regularizer);
            assertThat((forward - backward) / (2 * STEP)).isCloseTo(expected, within(1e-6 * Math.abs(expected) + 1e-6));
        }
    }

    /** Measures as a derivative by weights, then boosts: what agents earn, then the sums. */
    private static double[] byParameters(Measures measures) {
        DoubleStream weights = Stream.of(measures.rewards())
                .mapToDouble(row -> DoubleStream.of(row).sum());
        return DoubleStream.concat(weights, DoubleStream.of(measures.sum())).toArray();
    }

    private static double value(OccupancySolver solver, Problem problem, Regularizer regularizer) {
        try (Measures.Optimal soft = solver.regularized(problem.welfare(), problem.profiles(), regularizer)) {
            return DoubleStream.of(soft.values()).sum();
        }
    }
}
