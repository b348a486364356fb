package org.dynama.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.ama.mechanism.DpMaximizer;
import org.dynama.ama.mechanism.LpMaximizer;
import org.dynama.ama.mechanism.Optima;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.RandomMdps;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.dynama.world.SequentialSales;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The linear program against other routes to the same number.
 *
 * <p>Values lie between 0.1 and 100, so 1e-9 is some 1e4 roundings; what is seen is 1e-14.
 */
class OccupancyLpTest {
    private static final double EXACT = 1e-9;

    private static final Environment SALES = SequentialSales.uniform(5, 3);

    /** The optimum of the linear program is the value of the expected-value recursion. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void valuesEqualBackwardInductionOnSales(long seed) {
        Profiles profiles = RandomMdps.profiles(seed, 5, 1, 350);
        requireBellmanValues(SALES.mdp(), SALES.rewards(), profiles, welfare(seed, SALES.mdp(), 5));
    }

    /** So it is with chance moves, several first states, runs of different lengths and forbidden pairs. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void valuesEqualBackwardInductionOnRandomGraphs(long seed) {
        Profiles profiles = RandomMdps.profiles(seed, 3, 2, 20);
        for (Mdp mdp : List.of(RandomMdps.acyclic(seed, 15, 3), RandomMdps.tree(seed, 3, 2, 2, 2))) {
            RewardMap rewards = RandomMdps.rewards(seed, mdp, 3, 2);
            AffineWelfare welfare = welfare(seed, mdp, 3);
            requireBellmanValues(mdp, rewards, profiles, welfare);
            requireBellmanValues(mdp, rewards, profiles, RandomMdps.masked(seed, mdp, welfare));
        }
    }

    /** Discounted problems with cycles have the value that value iteration converges to. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void valuesEqualValueIterationOnCycles(long seed) {
        Profiles profiles = RandomMdps.profiles(seed, 2, 1, 20);
        for (double discount : new double[] {0.1, 0.9, 0.99}) {
            Mdp mdp = RandomMdps.discounted(seed, 10, 3, discount);
            RewardMap rewards = RandomMdps.rewards(seed, mdp, 2, 1);
            AffineWelfare welfare = welfare(seed, mdp, 2);
            requireBellmanValues(mdp, rewards, profiles, welfare);
            requireBellmanValues(mdp, rewards, profiles, RandomMdps.masked(seed, mdp, welfare));
        }
    }

    /** Two independent routes, the program and the batch solver, give the same values and the same agents' rewards. */
    @Test
    void valuesAndRewardsEqualTheBatchSolvers() {
        Profiles profiles = RandomMdps.profiles(7, 5, 1, 1000);
        AffineWelfare grand = welfare(7, SALES.mdp(), 5);
        LpMaximizer program = new LpMaximizer(new OccupancyLp(SALES.mdp(), SALES.rewards()), List.of());
        try (Solvers solvers = Solvers.kernel(SALES.mdp(), SALES.rewards(), 1, 1)) {
            for (AffineWelfare welfare : List.of(grand, grand.without(2))) {
                Optima exact = program.optima(welfare, profiles);
                List<Optima> chunks = new ArrayList<>();
                solvers.forEach(
                        profiles.count(),
                        (solver, from, to) ->
                                new DpMaximizer(solver, List.of()).optima(welfare, profiles.slice(from, to)),
                        chunks::add);
                int b = 0;
                for (Optima chunk : chunks) {
                    for (int w = 0; w < chunk.count(); w++) {
                        requireEqual(exact, b++, chunk, w);
                    }
                }
                assertThat(b).isEqualTo(profiles.count());
            }
        }
    }

    private static void requireEqual(Optima exact, int b, Optima other, int w) {
        assertThat(exact.values().value(b)).isCloseTo(other.values().value(w), within(EXACT));
        for (int i = 0; i < 5; i++) {
            assertThat(exact.reward(i, b)).isCloseTo(other.reward(i, w), within(EXACT));
        }
    }

    /** Ties, even between all policies, change nothing: types and boosts are 0, 1 or 2. */
    @ParameterizedTest(name = "types below {0}")
    @ValueSource(ints = {1, 2, 3})
    void tiesDoNotDisturb(int below) {
        int count = 300;
        double[] types = RandomMdps.profiles(1, 5, 1, count).toArray();
        Profiles profiles = Profiles.of(
                5,
                1,
                count,
                Arrays.stream(types).map(x -> Math.floor(x * below)).toArray());
        double[] boosts = RandomMdps.profiles(2, 1, 1, SALES.mdp().pairCount()).toArray();
        AffineWelfare welfare = new AffineWelfare(
                Reals.filled(5, 1),
                Reals.of(Arrays.stream(boosts).map(x -> Math.floor(x * below)).toArray()));
        requireBellmanValues(SALES.mdp(), SALES.rewards(), profiles, welfare);
    }

    /** Residuals are rounding, whatever the unit of the rewards and however unlikely a state. */
    @ParameterizedTest(name = "rewards times {0}")
    @ValueSource(doubles = {1e-9, 1, 1e9})
    void solutionsAreProven(double unit) {
        Mdp mdp = RandomMdps.tree(5, 4, 2, 3);
        OccupancyLp lp = new OccupancyLp(mdp, RandomMdps.rewards(5, mdp, 2, 1));
        lp.values(welfare(5, mdp, 2).scaled(unit), RandomMdps.profiles(5, 2, 1, 5));
        assertThat(lp.exactness().programs()).isEqualTo(5);
        assertThat(lp.exactness().largestDualityGap()).isLessThan(1e-12);
        assertThat(lp.exactness().largestFlowResidual()).isLessThan(1e-12);
        assertThat(lp.exactness().largestDualViolation()).isLessThan(1e-11);
    }

    private static AffineWelfare welfare(long seed, Mdp mdp, int agents) {
        return RandomMdps.welfare(seed, agents, mdp.pairCount());
    }

    private static List<LpSolution> solveAll(Mdp mdp, RewardMap rewards, AffineWelfare welfare, Profiles profiles) {
        OccupancyLp lp = new OccupancyLp(mdp, rewards);
        return IntStream.range(0, profiles.count())
                .mapToObj(b -> lp.solve(welfare, profiles, b))
                .toList();
    }

    private static void requireBellmanValues(Mdp mdp, RewardMap rewards, Profiles profiles, AffineWelfare welfare) {
        List<LpSolution> solutions = solveAll(mdp, rewards, welfare, profiles);
        for (int b = 0; b < profiles.count(); b++) {
            double[] v = bellman(mdp, rewards, welfare, profiles, b);
            double expected = IntStream.range(0, v.length)
                    .mapToDouble(s -> mdp.initial().get(s) > 0 ? mdp.initial().get(s) * v[s] : 0)
                    .sum();
            assertThat(solutions.get(b).value()).isCloseTo(expected, within(EXACT));
        }
    }

    /** Repeats the Bellman operator until nothing changes any more, at most 100,000 times. */
    private static double[] bellman(Mdp mdp, RewardMap rewards, AffineWelfare welfare, Profiles profiles, int b) {
        double discount = mdp.horizon() instanceof Horizon.Discounted discounted ? discounted.discount() : 1;
        Transitions transitions = mdp.transitions();
        double[] v = new double[mdp.stateCount()];
        double[] before = v;
        for (int round = 0; round < 100_000 && (round == 0 || !Arrays.equals(v, before)); round++) {
            before = v;
            v = new double[before.length];
            Arrays.fill(v, Double.NEGATIVE_INFINITY);
            for (int pair = 0; pair < mdp.pairCount(); pair++) {
                double q = welfare.coefficient(rewards, pair, profiles, b);
                for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
                    q += discount * transitions.probability(k) * before[transitions.next(k)];
                }
                v[mdp.stateOf(pair)] = Math.max(v[mdp.stateOf(pair)], q);
            }
        }
        return v;
    }
}
