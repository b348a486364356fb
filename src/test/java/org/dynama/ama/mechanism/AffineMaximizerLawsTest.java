package org.dynama.ama.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dynama.exact.OccupancyLp;
import org.dynama.model.Agent;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.RandomMdps;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.TypeDistribution;
import org.dynama.solver.Settings;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Absence;
import org.dynama.world.Environment;
import org.dynama.world.Gridworld;
import org.dynama.world.SequentialSales;
import org.dynama.world.StaticAuction;
import org.dynama.world.TaskScheduling;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of affine maximizers with random weights and boosts, over every exact route and every kind of world. */
class AffineMaximizerLawsTest {
    private static final int COUNT = 150;
    private static final double EXACT = 1e-10;

    private enum Route {
        KERNEL,
        TENSORS,
        LINEAR_PROGRAMS
    }

    static Stream<Arguments> worlds() {
        List<Environment> worlds = List.of(
                SequentialSales.asymmetric(3, 2),
                TaskScheduling.of(TaskScheduling.asymmetricBounds(3), 3, TaskScheduling.LoadRule.QUEUE),
                StaticAuction.of(Reals.of(1, 0.5), 2, StaticAuction.Valuation.ADDITIVE),
                Gridworld.torus(3, 3),
                random("random graph", RandomMdps.acyclic(5, 12, 3)),
                random("random cycles", RandomMdps.discounted(6, 7, 3, 0.8)));
        return worlds.stream()
                .flatMap(world -> Stream.of(Route.values())
                        .filter(route -> route != Route.TENSORS || world.mdp().horizon() instanceof Horizon.Finite)
                        .map(route -> Arguments.of(route, world)));
    }

    private static Environment random(String name, Mdp mdp) {
        RewardMap rewards = RandomMdps.rewards(5, mdp, 3, 2);
        List<Agent> agents = IntStream.range(0, 3)
                .mapToObj(i -> new Agent("agent " + i, new TypeDistribution.Uniform(Reals.of(0, 0), Reals.of(1, 1))))
                .toList();
        return new Environment(name, mdp, agents, rewards, Reals.filled(mdp.pairCount(), 0));
    }

    /** A common factor of weights and boosts changes neither payments nor rewards. */
    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("worlds")
    void aCommonFactorChangesNothing(Route route, Environment world) {
        AmaParameters parameters = RandomParameters.of(world, new Random(1));
        double[][][] expected = outcomes(route, world, parameters, profiles(world));
        for (double factor : new double[] {0.037, 26}) {
            AmaParameters scaled =
                    new AmaParameters(times(parameters.weights(), factor), times(parameters.boosts(), factor));
            requireEqual(outcomes(route, world, scaled, profiles(world)), expected);
        }
    }

    /** Agents are names: in another order, each still pays and earns the same. */
    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("worlds")
    void permutingAgentsPermutesOutcomes(Route route, Environment world) {
        AmaParameters parameters = RandomParameters.of(world, new Random(2));
        double[][][] expected = outcomes(route, world, parameters, profiles(world));
        double[] weights = IntStream.range(0, world.agentCount())
                .mapToDouble(i -> parameters.weights().get(world.agentCount() - 1 - i))
                .toArray();
        double[][][] actual = outcomes(
                route,
                reversed(world),
                new AmaParameters(Reals.of(weights), parameters.boosts()),
                reversed(profiles(world)));
        for (double[][] each : actual) {
            for (int i = 0; i < each.length / 2; i++) {
                double[] row = each[i];
                each[i] = each[each.length - 1 - i];
                each[each.length - 1 - i] = row;
            }
        }
        requireEqual(actual, expected);
    }

    /** Who is truthful never loses, where absent agents could only have gained. */
    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("designed")
    void nobodyLoses(Route route, Environment world) {
        double[][][] outcomes = outcomes(route, world, RandomParameters.of(world, new Random(3)), profiles(world));
        for (int i = 0; i < world.agentCount(); i++) {
            for (int b = 0; b < COUNT; b++) {
                assertThat(outcomes[1][i][b] - outcomes[0][i][b]).isGreaterThan(-1e-12);
            }
        }
    }

    /** Worlds made for people; random rewards have both signs, and whoever bears costs without a mask may lose. */
    static Stream<Arguments> designed() {
        return worlds().filter(a -> !((Environment) a.get()[1]).name().startsWith("random"));
    }

    /** Workers who can be masked never pay. */
    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("masked")
    void whoBearsCostsIsPaid(Route route, Environment world) {
        double[][][] outcomes = outcomes(route, world, RandomParameters.of(world, new Random(4)), profiles(world));
        double[] payments =
                Stream.of(outcomes[0]).flatMapToDouble(DoubleStream::of).toArray();
        assertThat(DoubleStream.of(payments).max().orElseThrow()).isLessThan(1e-12);
        assertThat(DoubleStream.of(payments).min().orElseThrow()).isLessThan(-0.1);
    }

    static Stream<Arguments> masked() {
        return worlds().filter(a -> ((Environment) a.get()[1]).absence() instanceof Absence.Masked);
    }

    private static Profiles profiles(Environment world) {
        return Profiles.draw(world.agents(), new RandomStream(4, "laws"), 0, COUNT);
    }

    /** Payments and rewards; shape {@code [2][n][B]}. */
    private static double[][][] outcomes(Route route, Environment world, AmaParameters parameters, Profiles profiles) {
        AffineMaximizer mechanism = new AffineMaximizer(world, parameters);
        double[][][] out = new double[2][world.agentCount()][COUNT];
        if (route == Route.LINEAR_PROGRAMS) {
            OccupancyLp lp = new OccupancyLp(world.mdp(), world.rewards());
            copy(mechanism.outcome(new LpMaximizer(lp, world.losses()), profiles), 0, out);
            return out;
        }
        try (Solvers solvers = solvers(route, world)) {
            int[] from = {0};
            mechanism.forEachOutcome(solvers, profiles, outcome -> {
                copy(outcome, from[0], out);
                from[0] += outcome.count();
            });
        }
        return out;
    }

    private static Solvers solvers(Route route, Environment world) {
        Settings settings = new Settings(Settings.Device.CPU, Settings.Precision.FLOAT64, 1, 0);
        return route == Route.KERNEL
                ? Solvers.kernel(world.mdp(), world.rewards(), world.dimension(), 1)
                : Solvers.tensors(world.mdp(), world.rewards(), world.dimension(), settings);
    }

    private static void copy(Outcome outcome, int from, double[][][] out) {
        for (int i = 0; i < outcome.agents(); i++) {
            for (int b = 0; b < outcome.count(); b++) {
                out[0][i][from + b] = outcome.payment(i, b);
                out[1][i][from + b] = outcome.reward(i, b);
            }
        }
    }

    private static void requireEqual(double[][][] actual, double[][][] expected) {
        for (int k = 0; k < expected.length; k++) {
            for (int i = 0; i < expected[k].length; i++) {
                assertThat(actual[k][i]).containsExactly(expected[k][i], within(EXACT));
            }
        }
    }

    private static Reals times(Reals numbers, double factor) {
        return Reals.of(numbers.stream().map(x -> x * factor).toArray());
    }

    private static Environment reversed(Environment world) {
        int last = world.agentCount() - 1;
        RewardMap rewards = world.rewards();
        RewardMap.Builder builder = new RewardMap.Builder(world.agentCount(), rewards.pairs());
        for (int pair = 0; pair < rewards.pairs(); pair++) {
            for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
                builder.add(pair, last - rewards.agent(m), rewards.component(m), rewards.coefficient(m));
            }
        }
        Absence absence = world.absence() instanceof Absence.Masked masked
                ? new Absence.Masked(AffineMaximizerLawsTest.<BitSet>reversed(masked.needs()))
                : world.absence();
        // Losses name agents by their order and play no part in payments.
        return new Environment(
                world.name(),
                world.mdp(),
                reversed(world.agents()),
                builder.build(),
                world.designer(),
                absence,
                List.of());
    }

    private static Profiles reversed(Profiles profiles) {
        int agents = profiles.agents();
        int block = profiles.dimension() * profiles.count();
        double[] types = IntStream.range(0, agents * block)
                .mapToDouble(
                        k -> profiles.type(agents - 1 - k / block, k % block / profiles.count(), k % profiles.count()))
                .toArray();
        return Profiles.of(agents, profiles.dimension(), profiles.count(), types);
    }

    private static <T> List<T> reversed(List<T> list) {
        List<T> copy = new ArrayList<>(list);
        Collections.reverse(copy);
        return copy;
    }
}
