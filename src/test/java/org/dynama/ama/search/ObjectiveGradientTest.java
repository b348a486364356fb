package org.dynama.ama.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.dynama.ama.mechanism.AffineMaximizer;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.mechanism.BoundedValues;
import org.dynama.ama.mechanism.DpMaximizer;
import org.dynama.ama.mechanism.RandomParameters;
import org.dynama.ama.objective.Objective;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Agent;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.RandomMdps;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.TypeDistribution;
import org.dynama.solver.Measures;
import org.dynama.solver.OccupancySolver;
import org.dynama.solver.Regularizer;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Absence;
import org.dynama.world.Environment;
import org.dynama.world.Folding;
import org.dynama.world.Gridworld;
import org.dynama.world.SequentialSales;
import org.dynama.world.TaskScheduling;
import org.dynama.world.TaskScheduling.LoadRule;
import org.dynama.world.WorstTypeWorlds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gradient of the smoothed objective, weights and boosts, against central finite differences. */
class ObjectiveGradientTest {
    private static final double STEP = 1e-6;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void gradientInSalesEqualsFiniteDifferences(long seed) {
        Environment environment = SequentialSales.asymmetric(3, 3);
        Profiles profiles = RandomMdps.profiles(seed, 3, 1, 100);
        assertGradient(environment, profiles, new Regularizer.JointEntropy(0.1), seed);
        assertGradient(environment, profiles, new Regularizer.ConditionalEntropy(0.1), seed);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void gradientOnRandomTreesWithChanceMovesEqualsFiniteDifferences(long seed) {
        Mdp mdp = RandomMdps.tree(seed, 3, 3, 2);
        List<Agent> agents = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            agents.add(new Agent("agent " + i, new TypeDistribution.Uniform(Reals.of(0, 0), Reals.of(1, 1))));
        }
        Environment environment = new Environment(
                "random tree", mdp, agents, RandomMdps.rewards(seed, mdp, 3, 2), Reals.filled(mdp.pairCount(), 0));
        Profiles profiles = RandomMdps.profiles(seed, 3, 2, 70);
        assertGradient(environment, profiles, new Regularizer.JointEntropy(0.2), seed);
        assertGradient(environment, profiles, new Regularizer.ConditionalEntropy(0.2), seed);
    }

    /** Makespan, revenue and welfare together; workers masked, and re-typed, whose cost then meets the envelope. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void gradientInSchedulingEqualsFiniteDifferences(long seed) {
        Objective objective = new Objective("mixed", Objective.Sense.MAX, 1, 0.4, List.of(-0.7));
        Reals high = TaskScheduling.asymmetricBounds(3);
        for (Environment environment : List.of(
                TaskScheduling.of(high, 3, LoadRule.PUBLISHED), TaskScheduling.retyped(high, 3, LoadRule.QUEUE, 5))) {
            Profiles profiles = Profiles.draw(environment.agents(), new RandomStream(seed, "gradient"), 0, 100);
            assertGradient(environment, objective, profiles, new Regularizer.JointEntropy(0.2), seed);
            assertGradient(environment, objective, profiles, new Regularizer.ConditionalEntropy(0.2), seed);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void gradientInGridworldsEqualsFiniteDifferences(long seed) {
        Environment torus = Gridworld.torus(3, 3);
        Profiles profiles = Profiles.draw(torus.agents(), new RandomStream(seed, "grid"), 0, 100);
        assertGradient(torus, profiles, new Regularizer.JointEntropy(0.1), seed);
        assertGradient(torus, profiles, new Regularizer.ConditionalEntropy(0.1), seed);
        Environment walls = Gridworld.of(2, 4, 0.8, true, Gridworld.Types.EVERY_CELL);
        Profiles values = Profiles.draw(walls.agents(), new RandomStream(seed, "grid"), 0, 100);
        assertGradient(walls, values, new Regularizer.JointEntropy(0.1), seed);
        assertGradient(walls, values, new Regularizer.ConditionalEntropy(0.1), seed);
    }

    /** By rank, where agents weigh the same: boosts alone have a gradient there. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void gradientInFoldedSalesEqualsFiniteDifferences(long seed) {
        for (int[] size : new int[][] {{4, 3}, {2, 3}}) {
            Environment folded =
                    Folding.of(SequentialSales.uniform(size[0], size[1])).folded();
            Profiles profiles = Profiles.draw(folded.agents(), new RandomStream(seed, "gradient"), 0, 100);
            AmaParameters parameters = equalWeights(folded, new Random(seed));
            for (Regularizer regularizer :
                    List.of(new Regularizer.JointEntropy(0.1), new Regularizer.ConditionalEntropy(0.1))) {
                try (Solvers solvers = Solvers.kernel(folded.mdp(), folded.rewards(), 1, 2)) {
                    Objective objective = new Objective("mixed", 1, 0.4);
                    Smoothed smoothed = new Smoothed(folded, objective, solvers, profiles, regularizer);
                    ObjectiveGradient.Step step =
                            new ObjectiveGradient(folded, objective, solvers).at(parameters, profiles, regularizer);
                    assertBoostGradient(smoothed, parameters, step, new Random(seed));
                }
            }
        }
    }

    /** Payments held against worst types: at one end, one of several, or inside a box, where a lottery is optimal. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void worstTypesHaveNoDerivativeOfTheirOwn(long seed) {
        for (Environment environment : List.of(WorstTypeWorlds.finite(seed), WorstTypeWorlds.boxes(seed))) {
            Profiles profiles = Profiles.draw(environment.agents(), new RandomStream(seed, "worst"), 0, 40);
            assertGradient(environment, profiles, new Regularizer.ConditionalEntropy(0.1), seed);
        }
        Environment scheduling = Absence.WorstType.in(
                TaskScheduling.of(TaskScheduling.asymmetricBounds(2), 3, TaskScheduling.LoadRule.PUBLISHED));
        Profiles costs = Profiles.draw(scheduling.agents(), new RandomStream(seed, "worst"), 0, 40);
        assertGradient(scheduling, costs, new Regularizer.JointEntropy(0.1), seed);
    }

    private static AmaParameters equalWeights(Environment environment, Random random) {
        return new AmaParameters(
                Reals.filled(environment.agentCount(), 0.8),
                RandomParameters.of(environment, random).boosts());
    }

    /** The envelope terms of a folded boost are the sum of those of the boosts that it stands for. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void theEnvelopeOfAFoldedBoostIsTheSumOverItsPairs(long seed) {
        for (int[] size : new int[][] {{4, 3}, {2, 3}, {5, 2}}) {
            Environment sales = SequentialSales.uniform(size[0], size[1]);
            Folding folding = Folding.of(sales);
            AmaParameters parameters = equalWeights(folding.folded(), new Random(seed));
            Profiles profiles = Profiles.draw(sales.agents(), new RandomStream(seed, "envelope"), 0, 500);
            ObjectiveGradient.Step folded = envelope(folding.folded(), parameters, profiles);
            ObjectiveGradient.Step whole = envelope(
                    sales, new AmaParameters(parameters.weights(), folding.spread(parameters.boosts())), profiles);
            double[] gathered = new double[folded.boosts().size()];
            for (int pair = 0; pair < whole.boosts().size(); pair++) {
                gathered[folding.pairOf(pair)] += whole.boosts().get(pair);
            }
            assertThat(folded.boosts().toArray()).containsExactly(gathered, within(1e-10));
            assertThat(folded.objective().mean()).isCloseTo(whole.objective().mean(), within(1e-10));
            assertThat(folded.objective().standardError())
                    .isCloseTo(whole.objective().standardError(), within(1e-10));
        }
    }

    private static ObjectiveGradient.Step envelope(Environment sales, AmaParameters parameters, Profiles profiles) {
        try (Solvers solvers = Solvers.kernel(sales.mdp(), sales.rewards(), 1, 2)) {
            return new ObjectiveGradient(sales, Objective.REVENUE, solvers).envelope(parameters, profiles);
        }
    }

    private static void assertGradient(Environment environment, Profiles profiles, Regularizer regularizer, long seed) {
        assertGradient(environment, new Objective("mixed", 1, 0.4), profiles, regularizer, seed);
    }

    private static void assertGradient(
            Environment environment, Objective objective, Profiles profiles, Regularizer regularizer, long seed) {
        Random random = new Random(seed);
        AmaParameters parameters = RandomParameters.of(environment, random);
        try (Solvers solvers = Solvers.kernel(environment.mdp(), environment.rewards(), environment.dimension(), 2)) {
            Smoothed smoothed = new Smoothed(environment, objective, solvers, profiles, regularizer);
            ObjectiveGradient.Step step =
                    new ObjectiveGradient(environment, objective, solvers).at(parameters, profiles, regularizer);
            assertBoostGradient(smoothed, parameters, step, random);
            double weightSize = step.weights().stream().map(Math::abs).max().orElseThrow();
            for (int j = 0; j < environment.agentCount(); j++) {
                double slope = smoothed.slope(reweighted(parameters, j, STEP), reweighted(parameters, j, -STEP));
                assertThat(Math.abs(step.weights().get(j) - slope)).isLessThan(1e-6 * weightSize);
            }
        }
    }

    private static void assertBoostGradient(
            Smoothed smoothed, AmaParameters parameters, ObjectiveGradient.Step step, Random random) {
        double size = step.boosts().stream().map(Math::abs).max().orElseThrow();
        for (int k = 0; k < 12; k++) {
            int pair = random.nextInt(step.boosts().size());
            double slope = smoothed.slope(shifted(parameters, pair, STEP), shifted(parameters, pair, -STEP));
            assertThat(Math.abs(step.boosts().get(pair) - slope)).isLessThan(1e-6 * size);
        }
    }

    private static AmaParameters shifted(AmaParameters parameters, int pair, double by) {
        double[] boosts = parameters.boosts().toArray();
        boosts[pair] += by;
        return new AmaParameters(parameters.weights(), Reals.of(boosts));
    }

    private static AmaParameters reweighted(AmaParameters parameters, int j, double by) {
        double[] weights = parameters.weights().toArray();
        weights[j] += by;
        return new AmaParameters(Reals.of(weights), parameters.boosts());
    }

    /**
     * {@code <nu_soft, (revenue + welfare) sum_i r_i + losses> + revenue sum_i (F_-i - F) / w_i}, averaged over the
     * profiles, where the {@code F} are hard optima.
     */
    private record Smoothed(
            Environment environment, Objective objective, Solvers solvers, Profiles profiles, Regularizer regularizer) {

        double slope(AmaParameters above, AmaParameters below) {
            return (at(above) - at(below)) / (2 * STEP);
        }

        private double at(AmaParameters parameters) {
            double[] sum = {0};
            solvers.forEach(
                    profiles.count(),
                    (solver, from, to) -> chunk(solver, parameters, profiles.slice(from, to)),
                    value -> sum[0] += value);
            return sum[0] / profiles.count();
        }

        private double chunk(OccupancySolver solver, AmaParameters parameters, Profiles chunk) {
            AffineMaximizer mechanism = new AffineMaximizer(environment, parameters);
            AffineWelfare measured = AffineWelfare.of(
                    objective.rewardWeight(),
                    objective.losses().isEmpty()
                            ? null
                            : environment
                                    .losses()
                                    .get(0)
                                    .scaled(objective.losses().get(0)),
                    environment.agentCount(),
                    environment.mdp().pairCount());
            double value = 0;
            try (Measures.Regularized soft = solver.regularized(mechanism.grand(), chunk, regularizer)) {
                value += Arrays.stream(soft.inner(measured)).sum();
            }
            double[] grand = solver.values(mechanism.grand(), chunk);
            for (int i = 0; i < environment.agentCount(); i++) {
                BoundedValues marginal = mechanism
                        .marginal(i)
                        .values(new DpMaximizer(solver, List.of(), DpMaximizer.Bounds.NONE), chunk);
                for (int b = 0; b < grand.length; b++) {
                    value += objective.revenue()
                            * (marginal.value(b) - grand[b])
                            / parameters.weights().get(i);
                }
            }
            return value;
        }
    }
}
