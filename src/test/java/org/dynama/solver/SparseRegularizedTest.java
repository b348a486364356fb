package org.dynama.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.RandomMdps;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.dynama.solver.discounted.DiscountedSolver;
import org.dynama.solver.kernel.Endless;
import org.dynama.solver.pool.Solvers;
import org.dynama.solver.soft.SparseRegularized;
import org.dynama.world.Gridworld;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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
        return iterated(kernel, problem, profiles, new Regularizer.ConditionalEntropy(temperature));
    }

    private static Measures.Regularized iterated(
            DiscountedSolver kernel, Problem problem, Profiles profiles, Regularizer entropy) {
        return new SparseRegularized(kernel, Endless.of(problem.mdp())).solve(problem.welfare(), profiles, entropy);
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
            assertIterationGivesWhatEliminationGives(problem, new Regularizer.ConditionalEntropy(temperature));
        }
    }

    /** Grids are deterministic: some of their cells are visited 1e-80 times, and may not disturb the others. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("problems")
    void conjugateGradientsGiveTheJointEntropyOfElimination(Problem problem) {
        for (double temperature : new double[] {0.5, 0.05}) {
            assertIterationGivesWhatEliminationGives(problem, new Regularizer.JointEntropy(temperature));
        }
    }

    private static void assertIterationGivesWhatEliminationGives(Problem problem, Regularizer entropy) {
        double temperature = entropy.temperature();
        try (DiscountedSolver kernel = kernel(problem)) {
            double[] eliminated =
                    numbers(kernel.regularized(problem.welfare(), problem.profiles(), entropy), problem, temperature);
            double[] iterated = numbers(iterated(kernel, problem, problem.profiles(), entropy), problem, temperature);
            double largest = DoubleStream.of(eliminated).map(Math::abs).max().orElseThrow();
            assertThat(iterated).containsExactly(eliminated, within(1e-9 * largest));
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

    /**
     * Where the solver chooses iteration by itself: chance moves, cycles of hundreds of states. The longest runs take 50,000
     * steps; in a world of 127,000, rounding alone is 1e-6 of a gradient.
     */
    private static Problem large(String kind) {
        Problem problem = kind.equals("total")
                ? Problem.of(kind, RandomMdps.total(4, 300, 3), 3)
                : Problem.of(kind, RandomMdps.discounted(3, 300, 4, 0.95), 3);
        return new Problem(
                kind,
                problem.mdp(),
                problem.rewards(),
                problem.dimension(),
                problem.profiles().slice(0, 6),
                problem.welfare());
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"discounted", "total"})
    void pullbackIsTheDerivative(String kind) {
        for (Regularizer entropy :
                List.of(new Regularizer.ConditionalEntropy(0.3), new Regularizer.JointEntropy(0.3))) {
            PullbackTest.assertLimit(SolverKind.KERNEL, large(kind), entropy, 3, 3e-4, 1e-6);
        }
    }

    /** The objective whose solution it is: what is earned, and the entropy of every choice on the way. */
    @ParameterizedTest
    @ValueSource(strings = {"discounted", "total"})
    void valuesAreRewardsAndEntropies(String kind) {
        Problem problem = large(kind);
        double temperature = 0.1;
        try (DiscountedSolver solver = kernel(problem);
                Measures.Regularized soft = solver.regularized(
                        problem.welfare(), problem.profiles(), new Regularizer.ConditionalEntropy(temperature))) {
            double[] earned = soft.inner(problem.welfare());
            double[] visits = soft.toArray();
            int count = problem.profiles().count();
            for (int b = 0; b < count; b++) {
                double entropy = entropy(problem, visits, count, b);
                assertThat(soft.values()[b])
                        .isCloseTo(earned[b] + temperature * entropy, within(1e-10 * Math.abs(earned[b])));
            }
        }
    }

    /** {@code - sum nu log pi}. */
    private static double entropy(Problem problem, double[] visits, int count, int b) {
        Transitions transitions = problem.mdp().transitions();
        double entropy = 0;
        for (int s = 0; s < transitions.states(); s++) {
            double mass = 0;
            for (int p = transitions.firstPair(s); p < transitions.endPair(s); p++) {
                mass += visits[p * count + b];
            }
            for (int p = transitions.firstPair(s); p < transitions.endPair(s); p++) {
                double nu = visits[p * count + b];
                entropy -= nu > 0 ? nu * Math.log(nu / mass) : 0;
            }
        }
        return entropy;
    }

    /** Deterministic worlds, in which Krylov methods break down and sweeps take over; small flows go round and round. */
    @Test
    void aTorusIsSolvedAsByElimination() {
        Problem problem = Problem.grid("torus", Gridworld.torus(3, 8), 1);
        try (DiscountedSolver kernel = kernel(problem)) {
            double[] iterated = numbers(iterated(kernel, problem, problem.profiles(), 0.01), problem, 0.01);
            double[] eliminated = numbers(
                    kernel.regularized(problem.welfare(), problem.profiles(), new Regularizer.ConditionalEntropy(0.01)),
                    problem,
                    0.01);
            double largest = DoubleStream.of(eliminated).map(Math::abs).max().orElseThrow();
            assertThat(iterated).containsExactly(eliminated, within(1e-9 * largest));
        }
    }

    /** A search takes the joint entropy on trees of any size, and elsewhere where eliminations are short. */
    @Test
    void jointEntropyIsForTreesAndForSmallWorlds() {
        assertThat(Solvers.affordsJointEntropy(RandomMdps.tree(1, 7, 3, 1))).isTrue();
        assertThat(Solvers.affordsJointEntropy(crowded(300))).isTrue();
        assertThat(Solvers.affordsJointEntropy(crowded(301))).isFalse();
        assertThat(Solvers.affordsJointEntropy(RandomMdps.discounted(1, 1_000, 2, 0.9)))
                .isTrue();
        assertThat(Solvers.affordsJointEntropy(RandomMdps.discounted(1, 1_001, 2, 0.9)))
                .isFalse();
    }

    @Test
    void jointEntropyOfTooManyStatesIsRefusedWithTheSizeThatWorks() {
        Mdp mdp = crowded(1_000);
        RewardMap rewards = RandomMdps.rewards(1, mdp, 2, 1);
        Profiles profiles = RandomMdps.profiles(1, 2, 1, 1);
        try (DiscountedSolver solver = new DiscountedSolver(mdp, rewards, 1)) {
            assertThatThrownBy(() -> solver.regularized(
                            AffineWelfare.total(2, mdp.pairCount()), profiles, new Regularizer.JointEntropy(0.1)))
                    .hasMessageStartingWith(
                            "joint entropy on 1000 states with cycles, several histories or runs that end early"
                                    + " needs up to ")
                    .hasMessageContaining(" too much for elimination; it takes up to ")
                    .hasMessageEndingWith("Maybe entropy: conditional, or more memory for Java (JAVA_OPTS=-Xmx...).");
        }
    }

    /** One action, which leads to one state in seven: too many for sweeps to be faster than elimination. */
    private static Mdp crowded(int states) {
        Transitions.Builder builder = new Transitions.Builder(states, 1);
        int successors = states / 7;
        for (int s = 0; s < states; s++) {
            for (int k = 0; k < successors; k++) {
                builder.to(s, 0, (s + 7 * k) % states, 1.0 / successors);
            }
        }
        double[] initial = new double[states];
        Arrays.fill(initial, 1.0 / states);
        List<String> names = IntStream.range(0, states).mapToObj(s -> "s" + s).toList();
        return new Mdp(names, List.of("go"), builder.build(), Reals.of(initial), new Horizon.Discounted(0.9));
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
