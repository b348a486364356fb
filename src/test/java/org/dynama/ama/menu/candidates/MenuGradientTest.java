package org.dynama.ama.menu.candidates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dynama.ama.mechanism.AffineMaximizer;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.mechanism.Outcome;
import org.dynama.ama.menu.Menu;
import org.dynama.ama.menu.MenuBuilder;
import org.dynama.ama.menu.MenuWorld;
import org.dynama.ama.objective.Objective;
import org.dynama.model.Agent;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.RandomMdps;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.dynama.model.TypeDistribution;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.dynama.world.Gridworld;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A menu's gradient in boosts, weights and the logits of its policies, against central finite differences. */
class MenuGradientTest {
    private static final double STEP = 1e-5;
    private static final double TEMPERATURE = 0.3;
    private static final int ENTRIES = 5;
    private static final int COUNT = 60;

    /** Profit and a little welfare, or revenue, in worlds of every horizon whose rewards add up. */
    static Stream<Arguments> worlds() {
        Objective mixed = new Objective("mixed", Objective.Sense.MAX, 1, 0.3, List.of(0.8));
        return Stream.of(
                Arguments.of("finite", tree(), mixed),
                Arguments.of("discounted", Gridworld.torus(3, 3), Objective.REVENUE),
                Arguments.of("total", total(), mixed));
    }

    private static Environment tree() {
        Mdp mdp = RandomMdps.tree(3, 3, 3, 2);
        return world(mdp);
    }

    /** From each of four states on to any with odds, and to the end with what is left. */
    private static Environment total() {
        Random random = new Random(5);
        Transitions.Builder transitions = new Transitions.Builder(5, 3);
        for (int s = 0; s < 4; s++) {
            for (int a = 0; a < 3; a++) {
                double first = 0.2 + 0.4 * random.nextDouble();
                transitions.to(s, a, (s + a + 1) % 4, first).to(s, a, 4, 1 - first);
            }
        }
        for (int a = 0; a < 3; a++) {
            transitions.end(4, a);
        }
        Mdp mdp = new Mdp(
                List.of("a", "b", "c", "d", "last"),
                List.of("x", "y", "z"),
                transitions.build(),
                Reals.of(0.5, 0.5, 0, 0, 0),
                new Horizon.Total());
        return world(mdp);
    }

    private static Environment world(Mdp mdp) {
        Random random = new Random(7);
        RewardMap.Builder rewards = new RewardMap.Builder(3, mdp.pairCount());
        for (int pair = 0; pair < mdp.pairCount(); pair++) {
            for (int i = 0; i < 3; i++) {
                rewards.add(pair, i, random.nextInt(2), random.nextDouble());
                rewards.add(pair, i, RewardMap.CONSTANT, 0.2 * random.nextDouble());
            }
        }
        List<Agent> agents = IntStream.range(0, 3)
                .mapToObj(i -> new Agent("agent " + i, new TypeDistribution.Uniform(Reals.of(0, 0), Reals.of(1, 1))))
                .toList();
        Reals designer =
                Reals.of(new Random(2).doubles(mdp.pairCount(), -0.3, 0.3).toArray());
        return new Environment("random", mdp, agents, rewards.build(), designer);
    }

    /** A menu of random policies in every state, with random parameters. */
    private static final class Market {
        final Environment world;
        final Objective objective;
        final Profiles profiles;
        final int[] pairs;
        final double[][] logits = new double[ENTRIES][];
        final double[] boosts;
        final double[] weights;

        Market(Environment world, Objective objective) {
            Random random = new Random(11);
            this.world = world;
            this.objective = objective;
            profiles = Profiles.draw(world.agents(), new RandomStream(4, "menu gradient"), 0, COUNT);
            pairs = IntStream.range(0, world.mdp().pairCount()).toArray();
            for (int k = 0; k < ENTRIES; k++) {
                logits[k] = random.doubles(pairs.length, -2, 2).toArray();
            }
            boosts = random.doubles(ENTRIES, -0.2, 0.2).toArray();
            weights = random.doubles(world.agentCount(), 0.7, 1.4).toArray();
        }

        Environment menu() {
            MenuBuilder builder = Menu.of(world.mdp());
            PolicyFlow flow = new PolicyFlow(world.mdp(), pairs);
            for (int k = 0; k < ENTRIES; k++) {
                flow.visits(logits[k]);
                builder.add("entry " + k, pairs, flow.probabilities());
            }
            return MenuWorld.of(world, builder.build());
        }

        AmaParameters parameters() {
            return new AmaParameters(Reals.of(weights), Reals.of(boosts));
        }

        <R> R with(Function<MenuGradient, R> use) {
            try (MenuGradient gradient = new MenuGradient(menu(), objective, 1, true)) {
                return use.apply(gradient);
            }
        }

        double smoothed() {
            return with(gradient ->
                    gradient.at(parameters(), profiles, TEMPERATURE, true).means().smoothed);
        }

        void requireSlope(double slope, double[] at, int index, ToDoubleFunction<Market> value) {
            double here = at[index];
            at[index] = here + STEP;
            double above = value.applyAsDouble(this);
            at[index] = here - STEP;
            double below = value.applyAsDouble(this);
            at[index] = here;
            assertThat(slope).isCloseTo((above - below) / (2 * STEP), within(1e-6));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("worlds")
    void theGradientIsThatOfFiniteDifferences(String horizon, Environment world, Objective objective) {
        Market market = new Market(world, objective);
        MenuSample sample =
                market.with(gradient -> gradient.at(market.parameters(), market.profiles, TEMPERATURE, true));
        for (int k = 0; k < ENTRIES; k++) {
            market.requireSlope(sample.means().boosts[k], market.boosts, k, Market::smoothed);
        }
        for (int i = 0; i < world.agentCount(); i++) {
            market.requireSlope(sample.means().weights[i], market.weights, i, Market::smoothed);
        }
        PolicySlopes slopes = new PolicySlopes(world, objective);
        PolicyFlow flow = new PolicyFlow(world.mdp(), market.pairs);
        for (int k = 0; k < 2; k++) {
            flow.visits(market.logits[k]);
            double[] logits = flow.pullback(slopes.visits(market.pairs, sample.means(), k));
            for (int m = 0; m < market.pairs.length; m += 3) {
                market.requireSlope(logits[m], market.logits[k], m, Market::smoothed);
            }
        }
    }

    /** Values by columns of features against the mechanism on the menu's world, and its threads. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("worlds")
    void hardValuesAreTheMechanisms(String horizon, Environment world, Objective objective) {
        Market market = new Market(world, objective);
        Environment menu = market.menu();
        double[] values = market.with(gradient ->
                gradient.evaluation(market.parameters(), market.profiles).values());
        List<Double> mechanism = new ArrayList<>();
        try (Solvers solvers = Solvers.kernel(menu.mdp(), menu.rewards(), menu.dimension(), 1)) {
            new AffineMaximizer(menu, market.parameters())
                    .forEachOutcome(solvers, market.profiles, outcome -> addAll(mechanism, outcome, objective));
        }
        for (int b = 0; b < COUNT; b++) {
            assertThat(values[b]).isCloseTo(mechanism.get(b), within(1e-12));
        }
        try (MenuGradient two = new MenuGradient(menu, objective, 2, false)) {
            assertThat(two.evaluation(market.parameters(), market.profiles).values())
                    .isEqualTo(values);
        }
    }

    /** Types of 25 numbers, of which one is not zero, by the columns that they touch and by all. */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.1, 3})
    void columnsThatTypesTouchAreAllThatCounts(double temperature) {
        Market market = new Market(Gridworld.torus(3, 5), Objective.REVENUE);
        for (boolean even : new boolean[] {false, true}) {
            if (even) {
                Arrays.fill(market.weights, 1);
            }
            MenuSample dense =
                    market.with(gradient -> gradient.at(market.parameters(), market.profiles, temperature, true));
            try (MenuGradient columns = new MenuGradient(market.menu(), Objective.REVENUE, 1, false)) {
                MenuSample sparse = columns.at(market.parameters(), market.profiles, temperature, true);
                requireClose(sparse.values(), dense.values());
                requireClose(sparse.means().boosts, dense.means().boosts);
                requireClose(sparse.means().weights, dense.means().weights);
                assertThat(sparse.means().shares).isEmpty();
            }
        }
    }

    private static void requireClose(double[] actual, double[] expected) {
        double size = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        for (int k = 0; k < expected.length; k++) {
            assertThat(actual[k]).isCloseTo(expected[k], within(1e-12 * size));
        }
    }

    private static void addAll(List<Double> values, Outcome outcome, Objective objective) {
        for (int b = 0; b < outcome.count(); b++) {
            values.add(objective.value(outcome.revenue(b), outcome.welfare(b), outcome.losses(b)));
        }
    }
}
