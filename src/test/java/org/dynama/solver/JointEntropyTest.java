package org.dynama.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
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
import org.dynama.solver.acyclic.AcyclicSolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The solutions for joint entropy against a convex solver that knows nothing of trees. */
class JointEntropyTest {
    private static final double ALPHA = 0.4;

    static Stream<Arguments> problems() {
        Stream<Arguments> discounted = SolverKind.discounted()
                .flatMap(kind -> LongStream.of(21, 22, 23)
                        .boxed()
                        .flatMap(seed -> Stream.concat(Problem.discounted(seed).stream(), Problem.total(seed).stream()))
                        .map(problem -> Arguments.of(kind, problem)));
        Stream<Arguments> trees = SolverKind.present()
                .filter(SolverKind::isDouble)
                .flatMap(kind -> LongStream.of(21, 22, 23)
                        .boxed()
                        .flatMap(seed -> Stream.of(
                                        Problem.of("chance forest " + seed, RandomMdps.tree(seed, 3, 2, 2, 2), seed),
                                        Problem.of("forest " + seed, RandomMdps.tree(seed, 2, 3, 1, 3), seed),
                                        Problem.of("wide chance tree " + seed, RandomMdps.tree(seed, 2, 3, 3, 1), seed))
                                .map(problem -> Arguments.of(kind, problem))));
        Stream<Arguments> graphs =
                LongStream.of(21, 22, 23).mapToObj(seed -> Arguments.of(SolverKind.KERNEL, Problem.graph(seed)));
        return Stream.of(trees, discounted, graphs).flatMap(kind -> kind);
    }

    /** Newton's method leaves errors of about 1e-13; the tolerance is the square root of what float64 can tell. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("problems")
    void theSolutionIsTheConvexProblems(SolverKind kind, Problem problem) {
        try (OccupancySolver solver = kind.solver(problem);
                Measures.Regularized soft = solver.regularized(
                        problem.welfare(), problem.profiles(), new Regularizer.JointEntropy(ALPHA))) {
            double[] occupancies = soft.toArray();
            int count = problem.profiles().count();
            for (int b = 0; b < 5; b++) {
                ConvexOccupancy convex =
                        new ConvexOccupancy(problem.mdp(), problem.coefficients(problem.welfare(), b), ALPHA);
                assertThat(soft.values()[b]).isCloseTo(convex.value(), within(1e-8));
                for (int pair = 0; pair < problem.mdp().pairCount(); pair++) {
                    assertThat(occupancies[pair * count + b]).isCloseTo(convex.occupancy()[pair], within(1e-8));
                }
            }
        }
    }

    /** Two actions, then one state whatever was done, then two actions: the smallest lattice. */
    private static Mdp lattice() {
        Transitions.Builder builder = new Transitions.Builder(2, 2);
        return mdp(builder.to(0, 0, 1, 1).to(0, 1, 1, 1).end(1, 0).end(1, 1), 1, 0);
    }

    /** One action ends the run, the other goes on. */
    private static Mdp earlyLeaf() {
        Transitions.Builder builder = new Transitions.Builder(2, 2);
        return mdp(builder.end(0, 0).to(0, 1, 1, 1).end(1, 0).end(1, 1), 1, 0);
    }

    private static Mdp mdp(Transitions.Builder builder, double... initial) {
        return new Mdp(
                List.of("first", "second"),
                List.of("left", "right"),
                builder.build(),
                Reals.of(initial),
                new Horizon.Finite());
    }

    private static OccupancySolver solver(Mdp mdp) {
        return new AcyclicSolver(mdp, new RewardMap.Builder(1, mdp.pairCount()).build(), 1);
    }

    /** On the lattice the second state is reached for certain, so each decision counts its own entropy once. */
    @Test
    void latticesNeedMoreThanTheRecursion() {
        double[] c = {1, 0.2, 0.5, 0.1};
        double optimum = new ConvexOccupancy(lattice(), c, ALPHA).value();
        double second = softMax(c[2], c[3], ALPHA);
        assertThat(optimum).isCloseTo(softMax(c[0], c[1], ALPHA) + second, within(1e-8));
        double recursion = softMax(c[0] + second, c[1] + second, 2 * ALPHA);
        assertThat(recursion).isGreaterThan(optimum + 0.1);
        assertJointAndConditional(lattice(), c, optimum, softMax(c[0] + second, c[1] + second, ALPHA));
    }

    /** Where a leaf comes early, the occupancy's entropy counts the first decision less often than the recursion. */
    @Test
    void earlyLeavesNeedMoreThanTheRecursion() {
        double[] c = {1, 0.2, 0.5, 0.1};
        double optimum = new ConvexOccupancy(earlyLeaf(), c, ALPHA).value();
        double second = softMax(c[2], c[3], ALPHA);
        double recursion = softMax(c[0], c[1] + second, 2 * ALPHA);
        assertThat(recursion).isGreaterThan(optimum + 0.01);
        assertJointAndConditional(earlyLeaf(), c, optimum, softMax(c[0], c[1] + second, ALPHA));
    }

    private static double softMax(double x, double y, double temperature) {
        return temperature * Math.log(Math.exp(x / temperature) + Math.exp(y / temperature));
    }

    private static void assertJointAndConditional(Mdp mdp, double[] boosts, double joint, double conditional) {
        AffineWelfare welfare = new AffineWelfare(Reals.of(1), Reals.of(boosts));
        Profiles profiles = Profiles.of(1, 1, 1, 0.0);
        try (OccupancySolver solver = solver(mdp);
                Measures.Optimal whole = solver.regularized(welfare, profiles, new Regularizer.JointEntropy(ALPHA));
                Measures.Optimal soft =
                        solver.regularized(welfare, profiles, new Regularizer.ConditionalEntropy(ALPHA))) {
            assertThat(whole.values()[0]).isCloseTo(joint, within(1e-8));
            assertThat(soft.values()[0]).isCloseTo(conditional, within(1e-12));
        }
    }
}
