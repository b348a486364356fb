package org.dynama.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.model.RandomMdps;
import org.dynama.solver.discounted.DiscountedSolver;
import org.dynama.solver.kernel.Endless;
import org.dynama.solver.soft.SparseRegularized;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Regularized solutions by iteration against elimination, which shares no code with it. */
class SparseRegularizedTest {

    static Stream<Problem> problems() {
        Stream<Problem> small = LongStream.of(1, 2, 3)
                .boxed()
                .flatMap(seed -> Stream.concat(Problem.discounted(seed).stream(), Problem.total(seed).stream()));
        Stream<Problem> larger = Stream.of(
                Problem.of("patient", RandomMdps.discounted(5, 60, 4, 0.99), 5),
                Problem.of("very patient", RandomMdps.discounted(6, 40, 3, 0.999), 6));
        return Stream.concat(small, larger);
    }

    private static Measures.Regularized iterated(
            DiscountedSolver kernel, Problem problem, Profiles profiles, double temperature) {
        return new SparseRegularized(kernel, Endless.of(problem.mdp()))
                .conditional(problem.welfare(), profiles, new Regularizer.ConditionalEntropy(temperature));
    }

    private static DiscountedSolver kernel(Problem problem) {
        return new DiscountedSolver(problem.mdp(), problem.rewards(), problem.dimension());
    }

    /** Values, occupancies, and a pullback that the temperature does not magnify. */
    private static double[] numbers(Measures.Regularized soft, Problem problem, double temperature) {
        AffineWelfare gain =
                RandomMdps.welfare(7, problem.agents(), problem.mdp().pairCount());
        try (soft;
                Measures sensitivities = soft.pullback(gain.scaled(temperature))) {
            return Stream.of(soft.values(), soft.toArray(), sensitivities.toArray())
                    .flatMapToDouble(DoubleStream::of)
                    .toArray();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("problems")
    void iterationGivesWhatEliminationGives(Problem problem) {
        for (double temperature : new double[] {0.5, 0.01}) {
            try (DiscountedSolver kernel = kernel(problem)) {
                double[] eliminated = numbers(
                        kernel.regularized(
                                problem.welfare(),
                                problem.profiles(),
                                new Regularizer.ConditionalEntropy(temperature)),
                        problem,
                        temperature);
                double[] iterated =
                        numbers(iterated(kernel, problem, problem.profiles(), temperature), problem, temperature);
                double largest = DoubleStream.of(eliminated).map(Math::abs).max().orElseThrow();
                assertThat(iterated).containsExactly(eliminated, within(1e-9 * largest));
            }
        }
    }

    /** A profile's solution does not depend on which others share its batch. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("problems")
    void neighboursDoNotChangeABit(Problem problem) {
        try (DiscountedSolver kernel = kernel(problem)) {
            double[] all = numbers(iterated(kernel, problem, problem.profiles(), 0.1), problem, 0.1);
            int count = problem.profiles().count();
            for (int b = 0; b < count; b += 9) {
                Profiles alone = problem.profiles().slice(b, b + 1);
                double[] one = numbers(iterated(kernel, problem, alone, 0.1), problem, 0.1);
                double[] expected = new double[one.length];
                for (int k = 0; k < one.length; k++) {
                    expected[k] = all[k * count + b];
                }
                assertThat(one).containsExactly(expected);
            }
        }
    }

    /** Money of another size: only the exponent changes where it is a power of two. */
    @ParameterizedTest(name = "2^{0}")
    @ValueSource(ints = {-40, 33})
    void moneyOfAnySizeIsSolvedAlike(int exponent) {
        Problem problem = Problem.of("cyclic", RandomMdps.discounted(8, 50, 4, 0.9), 8);
        double unit = Math.scalb(1.0, exponent);
        Problem other = problem.maximizing(problem.welfare().scaled(unit));
        try (DiscountedSolver kernel = kernel(problem)) {
            AffineWelfare gain =
                    RandomMdps.welfare(7, problem.agents(), problem.mdp().pairCount());
            double[] one = pulled(iterated(kernel, problem, problem.profiles(), 0.05), gain);
            double[] two = pulled(iterated(kernel, other, problem.profiles(), 0.05 * unit), gain.scaled(unit));
            assertThat(two).containsExactly(one);
        }
    }

    private static double[] pulled(Measures.Regularized soft, AffineWelfare gain) {
        try (soft;
                Measures sensitivities = soft.pullback(gain)) {
            return sensitivities.sum();
        }
    }
}
