package org.dynama.ama.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.dynama.exact.LinearProgram;
import org.dynama.exact.LinearProgram.Terms;
import org.dynama.exact.OccupancyLp;
import org.dynama.model.Agent;
import org.dynama.model.DiscreteTypes;
import org.dynama.model.Horizon;
import org.dynama.model.IndependentTypes;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.dynama.model.TypeDistribution;
import org.dynama.model.Univariate;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Absence;
import org.dynama.world.Environment;
import org.dynama.world.Gridworld;
import org.dynama.world.SequentialSales;
import org.dynama.world.TaskScheduling;
import org.dynama.world.WorstTypeWorlds;
import org.dynama.world.WorstTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Payments that are held against the worst type an agent could have. */
class WorstTypeTest {
    /** Rounding of some ten rewards of size 1, divided by weights from 0.3. */
    private static final double EXACT = 1e-10;

    /** How often payments rose to the designer, and participation failed before, over all worlds of a test. */
    private int charged;

    private int lost;

    static LongStream worlds() {
        return LongStream.rangeClosed(1, 200);
    }

    /** Every joint type, every misreport, 200 worlds with masks, costs and mixed signs: no lie pays and nobody loses. */
    @Test
    void truthIsDominantAndNobodyLoses() {
        worlds().forEach(seed -> {
            Environment world = WorstTypeWorlds.finite(seed);
            AmaParameters parameters = RandomParameters.of(world, new Random(seed));
            Solved now = new Solved(world, parameters);
            Solved before = new Solved(WorstTypeWorlds.leftOut(seed), parameters);
            for (int i = 0; i < world.agentCount(); i++) {
                requireTruthful(now, i, seed);
                requireNeverCheaper(now, before, i, seed);
            }
        });
        // Otherwise the laws above would hold of nothing.
        assertThat(charged).isGreaterThan(200);
        assertThat(lost).isGreaterThan(200);
    }

    private void requireTruthful(Solved now, int i, long seed) {
        for (int b = 0; b < now.profiles.count(); b++) {
            double truth = now.utility(i, b, b);
            assertThat(truth).as("seed %d, agent %d, profile %d", seed, i, b).isGreaterThan(-EXACT);
            for (int lie = 0; lie < 3; lie++) {
                int told = now.with(b, i, lie);
                assertThat(now.utility(i, b, told))
                        .as("seed %d, agent %d, profile %d, lie %d", seed, i, b, lie)
                        .isLessThan(truth + EXACT);
            }
        }
    }

    /** Where no type of hers lost by taking part, her payments do not fall. */
    private void requireNeverCheaper(Solved now, Solved before, int i, long seed) {
        for (int b = 0; b < now.profiles.count(); b++) {
            boolean participates = true;
            for (int type = 0; type < 3; type++) {
                int there = now.with(b, i, type);
                participates &= before.outcome.utility(i, there) >= 0;
            }
            double more = now.outcome.payment(i, b) - before.outcome.payment(i, b);
            if (participates) {
                assertThat(more).as("seed %d, agent %d, profile %d", seed, i, b).isGreaterThan(-EXACT);
                charged += more > EXACT ? 1 : 0;
            } else {
                lost++;
            }
        }
    }

    /** All joint types of a world with three types each. */
    private static final class Solved {
        private final Environment world;
        private final Profiles profiles;
        private final Outcome outcome;
        private final double[] visits;

        Solved(Environment world, AmaParameters parameters) {
            this.world = world;
            profiles = all(world);
            AffineMaximizer mechanism = new AffineMaximizer(world, parameters);
            List<Outcome> outcomes = new ArrayList<>();
            List<double[]> tables = new ArrayList<>();
            try (Solvers solvers = solvers(world)) {
                solvers.forEach(
                        profiles.count(),
                        (solver, from, to) -> {
                            DpMaximizer dp = new DpMaximizer(solver, world.losses());
                            Profiles chunk = profiles.slice(from, to);
                            Outcome here = mechanism.outcome(dp, chunk);
                            tables.add(mechanism.occupancies(dp, chunk, here));
                            return here;
                        },
                        outcomes::add);
            }
            outcome = outcomes.get(0);
            visits = tables.get(0);
        }

        /** What agent {@code i} gets whose types are those of profile {@code b}, if reports are those of another one. */
        double utility(int i, int b, int reported) {
            double earned = 0;
            for (int pair = 0; pair < world.mdp().pairCount(); pair++) {
                double there = visits[pair * profiles.count() + reported];
                earned += there == 0 ? 0 : there * world.rewards().reward(i, pair, profiles, b);
            }
            return earned - outcome.payment(i, reported);
        }

        /** The profile with another type of agent {@code i}. */
        int with(int b, int i, int type) {
            int step = (int) Math.pow(3, i);
            return b + (type - b / step % 3) * step;
        }
    }

    private static Profiles all(Environment world) {
        int n = world.agentCount();
        int count = (int) Math.pow(3, n);
        int d = world.dimension();
        double[] values = new double[n * d * count];
        for (int i = 0; i < n; i++) {
            DiscreteTypes types = (DiscreteTypes) world.agents().get(i).types();
            for (int b = 0; b < count; b++) {
                Reals type = types.values().get(b / (int) Math.pow(3, i) % 3);
                for (int k = 0; k < type.size(); k++) {
                    values[(i * d + k) * count + b] = type.get(k);
                }
            }
        }
        return Profiles.of(n, d, count, values);
    }

    private static Solvers solvers(Environment world) {
        return Solvers.kernel(world.mdp(), world.rewards(), world.dimension(), 1);
    }

    private static LpMaximizer programs(Environment world) {
        return new LpMaximizer(new OccupancyLp(world.mdp(), world.rewards()), world.losses());
    }

    /** By linear programs, the least optimum over every type of the support, none of which the mechanism has left out wrongly. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void itIsTheLeastOptimumOfAllTypes(long seed) {
        Environment world = WorstTypeWorlds.finite(seed);
        AffineMaximizer mechanism = new AffineMaximizer(world, RandomParameters.of(world, new Random(seed)));
        LpMaximizer lp = programs(world);
        Profiles profiles = all(world);
        for (int i = 0; i < world.agentCount(); i++) {
            int agent = i;
            BoundedValues held = mechanism.marginal(i).values(lp, profiles);
            for (int b = 0; b < profiles.count(); b++) {
                Profiles one = profiles.slice(b, b + 1);
                double least = ((DiscreteTypes) world.agents().get(i).types())
                        .values().stream()
                                .mapToDouble(type -> lp.values(mechanism.grand(), one.withTypes(agent, k -> type))
                                        .value(0))
                                .min()
                                .orElseThrow();
                assertThat(held.value(b)).isCloseTo(least, within(EXACT));
            }
        }
    }

    /** Inside a box too: cutting planes against one linear program in types and values, and against the corners. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void cuttingPlanesAgreeWithOneProgram(long seed) {
        Environment world = WorstTypeWorlds.boxes(seed);
        AmaParameters parameters = RandomParameters.of(world, new Random(seed));
        AffineMaximizer mechanism = new AffineMaximizer(world, parameters);
        Profiles profiles = Profiles.draw(world.agents(), new RandomStream(seed, "boxes"), 0, 3);
        try (Solvers solvers = solvers(world)) {
            mechanism.forEachOutcome(solvers, profiles, outcome -> {
                for (int i = 0; i < world.agentCount(); i++) {
                    for (int b = 0; b < outcome.count(); b++) {
                        double held = outcome.affineWelfareWithout(i, b);
                        assertThat(held).isCloseTo(oneProgram(world, mechanism, profiles, b, i), within(1e-8));
                        assertThat(outcome.utility(i, b)).isGreaterThan(-EXACT);
                        assertThat(mechanism
                                        .marginal(i)
                                        .values(programs(world), profiles.slice(b, b + 1))
                                        .value(0))
                                .isCloseTo(held, within(1e-9));
                    }
                }
            });
        }
    }

    /** The minimum is often inside: less than at the best corner, and the utility of who is there is nothing. */
    @Test
    void theMinimumMayBeInside() {
        int inside = 0;
        for (long seed = 1; seed <= 24; seed++) {
            Environment world = WorstTypeWorlds.boxes(seed);
            AffineMaximizer mechanism = new AffineMaximizer(world, RandomParameters.of(world, new Random(seed)));
            Profiles one = Profiles.draw(world.agents(), new RandomStream(seed, "inside"), 0, 1);
            LpMaximizer lp = programs(world);
            MarginalEconomy.Found found = mechanism.marginal(0).found(lp, one);
            double corner = Double.POSITIVE_INFINITY;
            for (int corners = 0; corners < 1 << world.dimension(); corners++) {
                int ends = corners;
                TypeDistribution types = world.agents().get(0).types();
                double[] type = new double[world.dimension()];
                for (int k = 0; k < type.length; k++) {
                    type[k] = (ends >> k & 1) == 0 ? types.low(k) : types.high(k);
                }
                corner = Math.min(
                        corner,
                        lp.values(mechanism.grand(), one.withTypes(0, b -> Reals.of(type)))
                                .value(0));
            }
            double least = found.values().value(0);
            assertThat(least).isLessThan(corner + EXACT);
            assertThat(lp.values(mechanism.grand(), found.at()).value(0)).isCloseTo(least, within(1e-9));
            inside += least < corner - 0.1 ? 1 : 0;
        }
        assertThat(inside).isGreaterThan(3);
    }

    /** {@code min V(start)} over her type and {@code V(s) >= w r + b + discount P V}, one row a pair. */
    private static double oneProgram(Environment world, AffineMaximizer mechanism, Profiles profiles, int b, int i) {
        Mdp mdp = world.mdp();
        double discount = mdp.horizon() instanceof Horizon.Discounted discounted ? discounted.discount() : 1;
        LinearProgram program = new LinearProgram();
        TypeDistribution types = world.agents().get(i).types();
        int[] t = new int[types.dimension()];
        for (int k = 0; k < t.length; k++) {
            t[k] = program.variable(false);
            program.atMost(new Terms().add(t[k], 1), types.high(k));
            program.atMost(new Terms().add(t[k], -1), -types.low(k));
        }
        int[] v = IntStream.range(0, mdp.stateCount())
                .map(s -> program.variable(false))
                .toArray();
        Transitions transitions = mdp.transitions();
        for (int pair = 0; pair < mdp.pairCount(); pair++) {
            Terms terms = new Terms().add(v[mdp.stateOf(pair)], -1);
            for (int m = transitions.begin(pair); m < transitions.end(pair); m++) {
                terms.add(v[transitions.next(m)], discount * transitions.probability(m));
            }
            double worth = mechanism.grand().without(i).coefficient(world.rewards(), pair, profiles, b);
            double weight = mechanism.grand().weights().get(i);
            for (int m = world.rewards().begin(pair); m < world.rewards().end(pair); m++) {
                int k = world.rewards().component(m);
                double coefficient = weight * world.rewards().coefficient(m);
                if (world.rewards().agent(m) == i && k == RewardMap.CONSTANT) {
                    worth += coefficient;
                } else if (world.rewards().agent(m) == i) {
                    terms.add(t[k], coefficient);
                }
            }
            program.atMost(terms, -worth);
        }
        for (int s = 0; s < v.length; s++) {
            program.maximize(v[s], -mdp.initial().get(s));
        }
        return -program.solve().value();
    }

    /** The worst buyer is one who wants nothing, and the worst of equal workers is one whom nobody would employ. */
    @Test
    void payingAgainstTheWorstIsPayingAgainstNobodyWhereThatIsTheWorst() {
        Environment equal = TaskScheduling.of(TaskScheduling.uniformBounds(3), 3, TaskScheduling.LoadRule.PUBLISHED);
        for (Environment world : List.of(SequentialSales.asymmetric(3, 2), Gridworld.torus(2, 3))) {
            requireEqual(world, RandomParameters.of(world, new Random(7)));
        }
        requireEqual(equal, AmaParameters.vcg(equal));
    }

    private static void requireEqual(Environment world, AmaParameters parameters) {
        Environment ruled = Absence.WorstType.in(world);
        Profiles profiles = Profiles.draw(world.agents(), new RandomStream(3, "equal"), 0, 128);
        LpMaximizer lp = programs(world);
        Outcome before = new AffineMaximizer(world, parameters).outcome(lp, profiles);
        Outcome after = new AffineMaximizer(ruled, parameters).outcome(lp, profiles);
        for (int i = 0; i < world.agentCount(); i++) {
            for (int b = 0; b < profiles.count(); b++) {
                assertThat(after.payment(i, b)).isCloseTo(before.payment(i, b), within(1e-12));
            }
        }
    }

    /** One corner where components have one sign; several types where none is worse everywhere; boxes in between. */
    @Test
    void whatCannotBeTheWorstIsLeftOut() {
        RewardMap rewards = new RewardMap.Builder(1, 2)
                .add(0, 0, 0, 1)
                .add(0, 0, 1, -2)
                .add(1, 0, 0, 3)
                .build();
        assertThat(worst(rewards, new TypeDistribution.Uniform(Reals.of(1, 2), Reals.of(4, 5))))
                .containsExactly(new WorstTypes.Box(Reals.of(1, 5), Reals.of(1, 5)));
        assertThat(worst(
                        rewards,
                        new DiscreteTypes(
                                List.of(Reals.of(1, 1), Reals.of(2, 2), Reals.of(1, 1), Reals.of(3, 2)),
                                Reals.of(1, 1, 1, 1))))
                .containsExactly(
                        new WorstTypes.Box(Reals.of(1, 1), Reals.of(1, 1)),
                        new WorstTypes.Box(Reals.of(2, 2), Reals.of(2, 2)));
        assertThat(worst(rewards, new TypeDistribution.OneComponent(Reals.of(4, 5))))
                .containsExactly(new WorstTypes.Box(Reals.of(0, 5), Reals.of(0, 5)));
        RewardMap mixed =
                new RewardMap.Builder(1, 2).add(0, 0, 0, 1).add(1, 0, 0, -1).build();
        assertThat(worst(mixed, TypeDistribution.Uniform.of(-1, 2)))
                .containsExactly(new WorstTypes.Box(Reals.of(-1), Reals.of(2)));
    }

    /** An end that is not there is none; the other end may be. */
    @Test
    void aRewardThatFallsWithoutEndIsRefused() {
        Univariate exponential = new Univariate.Exponential(1, 0, Double.POSITIVE_INFINITY);
        TypeDistribution types = new IndependentTypes(List.of(exponential));
        RewardMap value = new RewardMap.Builder(1, 2).add(0, 0, 0, 1).build();
        assertThat(worst(value, types)).containsExactly(new WorstTypes.Box(Reals.of(0), Reals.of(0)));
        RewardMap cost = new RewardMap.Builder(1, 2).add(0, 0, 0, -1).build();
        assertThatThrownBy(() -> worst(cost, types))
                .hasMessage(
                        "ann has no worst type: component 1 of hers has no end there, and her reward falls without one\n"
                                + "Maybe cut her distribution off, or leave absence: worst-type out.");
    }

    private static List<WorstTypes.Box> worst(RewardMap rewards, TypeDistribution types) {
        Mdp mdp = new Mdp(
                List.of("now"),
                List.of("one", "two"),
                new Transitions.Builder(1, 2).end(0, 0).end(0, 1).build(),
                Reals.of(1),
                new Horizon.Finite());
        Environment world =
                new Environment("one choice", mdp, List.of(new Agent("ann", types)), rewards, Reals.filled(2, 0));
        return ((Absence.WorstType) Absence.WorstType.in(world).absence())
                .worst()
                .get(0)
                .boxes();
    }
}
