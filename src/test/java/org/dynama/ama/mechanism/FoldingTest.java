package org.dynama.ama.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.Stream;
import org.dynama.exact.OccupancyLp;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.solver.Measures;
import org.dynama.solver.Regularizer;
import org.dynama.solver.Settings;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.dynama.world.Folding;
import org.dynama.world.SequentialSales;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Folding a sale to exchangeable agents changes nothing but the time: the folded sale against the whole tree. */
class FoldingTest {
    /** Sums of a few numbers of size 1, in another order. */
    private static final double EXACT = 1e-12;

    private static final int COUNT = 200;

    private static final int DRAWS = 40;

    static Stream<Arguments> sizes() {
        return Stream.of(new int[][] {{1, 1}, {1, 3}, {2, 3}, {3, 2}, {2, 4}, {3, 3}, {4, 2}, {5, 3}})
                .map(size -> Arguments.of(size[0], size[1]));
    }

    static Stream<Arguments> sales() {
        return sizes().flatMap(size -> Stream.of(1, 2).map(seed -> Arguments.of(size.get()[0], size.get()[1], seed)));
    }

    /** Boosts of the folded tree, and spread. */
    private record Boosts(Reals folded, Reals whole) {
        static Boosts random(Folding folding, Random random) {
            int pairs = folding.folded().mdp().pairCount();
            Reals folded = Reals.of(random.doubles(pairs, -1, 1).toArray());
            return new Boosts(folded, folding.spread(folded));
        }

        AmaParameters of(boolean isFolded, int agents, double weight) {
            return new AmaParameters(Reals.filled(agents, weight), isFolded ? folded : whole);
        }
    }

    private static Profiles profiles(Environment sales, long seed) {
        return Profiles.draw(sales.agents(), new RandomStream(seed, "folding"), 0, COUNT);
    }

    private static Solvers kernel(Environment sales) {
        return Solvers.kernel(sales.mdp(), sales.rewards(), 1, 1);
    }

    private static Solvers tensors(Environment sales) {
        return Solvers.tensors(
                sales.mdp(), sales.rewards(), 1, new Settings(Settings.Device.CPU, Settings.Precision.FLOAT64, 1, 0));
    }

    private static Outcome outcome(Solvers solvers, Environment sales, AmaParameters parameters, Profiles profiles) {
        Outcome[] outcome = new Outcome[1];
        AffineMaximizer mechanism = new AffineMaximizer(sales, parameters);
        solvers.forEach(
                1,
                (solver, from, to) -> mechanism.outcome(new DpMaximizer(solver, sales.losses()), profiles),
                found -> outcome[0] = found);
        return outcome[0];
    }

    private static Outcome kernelOutcome(Environment sales, AmaParameters parameters, Profiles profiles) {
        try (Solvers solvers = kernel(sales)) {
            return outcome(solvers, sales, parameters, profiles.slice(0, Profiles.BLOCK));
        }
    }

    private static void requireEqual(Outcome actual, Outcome expected, double tolerance) {
        assertThat(actual.count()).isLessThanOrEqualTo(expected.count()).isPositive();
        for (int b = 0; b < actual.count(); b++) {
            assertThat(actual.affineWelfare(b)).isCloseTo(expected.affineWelfare(b), within(tolerance));
            assertThat(actual.revenue(b)).isCloseTo(expected.revenue(b), within(tolerance));
            for (int i = 0; i < actual.agents(); i++) {
                assertThat(actual.reward(i, b)).isCloseTo(expected.reward(i, b), within(tolerance));
                assertThat(actual.payment(i, b)).isCloseTo(expected.payment(i, b), within(tolerance));
            }
        }
    }

    /** Affine welfare, revenue, and every agent's reward and payment; fewer agents than items included. */
    @ParameterizedTest(name = "{0} agents, {1} items, seed {2}")
    @MethodSource("sales")
    void theFoldedSaleHasTheSameOutcomes(int agents, int items, long seed) {
        Environment sales = SequentialSales.uniform(agents, items);
        Folding folding = Folding.of(sales);
        Boosts boosts = Boosts.random(folding, new Random(seed));
        Profiles profiles = profiles(sales, seed);
        Outcome whole = kernelOutcome(sales, boosts.of(false, agents, 0.7), profiles);
        AmaParameters parameters = boosts.of(true, agents, 0.7);
        requireEqual(kernelOutcome(folding.folded(), parameters, profiles), whole, EXACT);
        try (Solvers solvers = tensors(folding.folded())) {
            requireEqual(outcome(solvers, folding.folded(), parameters, profiles.slice(0, 100)), whole, EXACT);
        }
        LpMaximizer lp = new LpMaximizer(new OccupancyLp(sales.mdp(), sales.rewards()), sales.losses());
        Outcome proven = new AffineMaximizer(sales, boosts.of(false, agents, 0.7)).outcome(lp, profiles.slice(0, 20));
        requireEqual(proven, kernelOutcome(folding.folded(), parameters, profiles), 1e-9);
    }

    /**
     * Where types tie and no policies do, who is served is broken alike: types are quarters, and boosts multiples of
     * 2^-40, so that nothing is rounded and no two sets of rounds have the same boosts.
     */
    @ParameterizedTest(name = "{0} agents, {1} items")
    @MethodSource("sizes")
    void tiedTypesChangeNothing(int agents, int items) {
        for (long seed = 1; seed <= DRAWS; seed++) {
            Tied tied = Tied.draw(agents, items, 0x1p40, seed);
            requireEqual(tied.folded(), tied.whole(), 0);
        }
    }

    /**
     * Where policies tie, too, the tree may follow another one: it serves the agent of the lowest number first, the folded
     * sale the one of the largest type, after whom keeping can be as good. What each gains by taking part stays the same
     * to the last bit, so rewards move by as much as payments.
     */
    @ParameterizedTest(name = "{0} agents, {1} items")
    @MethodSource("sizes")
    void tiedPoliciesChangeNoUtility(int agents, int items) {
        for (long seed = 1; seed <= DRAWS; seed++) {
            Tied tied = Tied.draw(agents, items, 4, seed);
            Outcome whole = tied.whole();
            Outcome folded = tied.folded();
            assertThat(folded.count()).isEqualTo(whole.count()).isPositive();
            for (int b = 0; b < folded.count(); b++) {
                assertThat(folded.affineWelfare(b)).isEqualTo(whole.affineWelfare(b));
                for (int i = 0; i < agents; i++) {
                    assertThat(folded.reward(i, b) - folded.payment(i, b))
                            .isEqualTo(whole.reward(i, b) - whole.payment(i, b));
                }
            }
        }
    }

    /** Boosts that are multiples of one over a number, and types in quarters: both are exact in every sum. */
    private record Tied(Environment sales, Folding folding, Boosts boosts, Profiles profiles) {
        static Tied draw(int agents, int items, double fineness, long seed) {
            Environment sales = SequentialSales.uniform(agents, items);
            Folding folding = Folding.of(sales);
            Random random = new Random(seed);
            double[] folded = random.doubles(folding.folded().mdp().pairCount(), -1, 1.25)
                    .map(x -> Math.floor(x * fineness) / fineness)
                    .toArray();
            double[] types = random.doubles((long) agents * COUNT, 0, 5)
                    .map(x -> Math.floor(x) / 4)
                    .toArray();
            Boosts boosts = new Boosts(Reals.of(folded), folding.spread(Reals.of(folded)));
            return new Tied(sales, folding, boosts, Profiles.of(agents, 1, COUNT, types));
        }

        Outcome folded() {
            return kernelOutcome(
                    folding.folded(), boosts.of(true, sales.agents().size(), 1), profiles);
        }

        Outcome whole() {
            return kernelOutcome(sales, boosts.of(false, sales.agents().size(), 1), profiles);
        }
    }

    /** In the grand economy and in each one without an agent: rewards of all, any linear function, and visits. */
    @ParameterizedTest(name = "{0} agents, {1} items, seed {2}")
    @MethodSource("sales")
    void everyEconomyHasTheSameMeasures(int agents, int items, long seed) {
        Environment sales = SequentialSales.uniform(agents, items);
        Folding folding = Folding.of(sales);
        Random random = new Random(seed);
        Boosts boosts = Boosts.random(folding, random);
        Boosts function = Boosts.random(folding, random);
        Reals weights = Reals.of(random.doubles(agents, -1, 1).toArray());
        Profiles profiles = profiles(sales, seed).slice(0, Profiles.BLOCK);
        try (Solvers wholes = kernel(sales);
                Solvers foldeds = kernel(folding.folded())) {
            for (int absent = -1; absent < agents; absent++) {
                double[][] whole =
                        read(wholes, economy(boosts.whole(), agents, absent), weights, function.whole(), profiles);
                double[][] folded =
                        read(foldeds, economy(boosts.folded(), agents, absent), weights, function.folded(), profiles);
                for (int k = 0; k <= agents; k++) {
                    assertThat(folded[k]).containsExactly(whole[k], within(EXACT));
                }
                double[] gathered = new double[folded[agents + 1].length];
                for (int pair = 0; pair < whole[agents + 1].length; pair++) {
                    gathered[folding.pairOf(pair)] += whole[agents + 1][pair];
                }
                assertThat(folded[agents + 1]).isEqualTo(gathered);
            }
        }
    }

    private static AffineWelfare economy(Reals boosts, int agents, int absent) {
        AffineWelfare grand = new AffineWelfare(Reals.filled(agents, 1.5), boosts);
        return absent < 0 ? grand : grand.without(absent);
    }

    /** What each agent earns, the function's values, and the summed visits. */
    private static double[][] read(
            Solvers solvers, AffineWelfare welfare, Reals weights, Reals boosts, Profiles profiles) {
        double[][] read = new double[weights.size() + 2][];
        solvers.forEach(
                1,
                (solver, from, to) -> {
                    try (Measures.Optimal hard = solver.hard(welfare, profiles)) {
                        System.arraycopy(hard.rewards(), 0, read, 0, weights.size());
                        read[weights.size()] = hard.inner(new AffineWelfare(weights, boosts));
                        read[weights.size() + 1] = hard.sum();
                    }
                    return to;
                },
                done -> {});
        return read;
    }

    /** The folded tree's size does not depend on the agents, as long as every item can find one. */
    @ParameterizedTest(name = "{0} agents, {1} items: {2} states")
    @CsvSource({"2, 2, 3", "9, 2, 3", "3, 3, 7", "2, 3, 7", "2, 4, 14", "1, 3, 6", "10, 7, 127"})
    void theFoldedTreeIsSmall(int agents, int items, int states) {
        Environment folded = SequentialSales.ranked(SequentialSales.agents(Reals.filled(agents, 1)), items);
        assertThat(folded.mdp().stateCount()).isEqualTo(states);
        assertThat(folded.rewards().isRanked()).isTrue();
    }

    @Test
    void agentsWhoDifferAreRefused() {
        assertThatThrownBy(() -> Folding.of(SequentialSales.asymmetric(3, 2)))
                .hasMessage("agent 2 and agent 1 draw their types from different distributions, and exchangeable"
                        + " agents must have the same\nMaybe environment.types: uniform.");
    }

    /** Who needs to know agents one by one refuses ranks, instead of taking them for agents. */
    @Test
    void ranksAreNotTakenForAgents() {
        Environment folded = Folding.of(SequentialSales.uniform(3, 2)).folded();
        String advice = " must know who earns what, and these rewards go by rank\n"
                + "Maybe spread the mechanism over the whole environment first, by Folding.spread.";
        assertThatThrownBy(() -> new OccupancyLp(folded.mdp(), folded.rewards()))
                .hasMessage("a linear program" + advice);
        assertThatThrownBy(() -> new Certification(folded, AmaParameters.vcg(folded)))
                .hasMessage("a certificate" + advice);
        assertThatThrownBy(() -> folded.rewards().reward(0, 1, profiles(folded, 1), 0))
                .hasMessageEndingWith(advice);
        assertThatThrownBy(() -> RewardMap.Builder.ranked(2, 2).add(1, 0, RewardMap.CONSTANT, 1))
                .hasMessage("component = -1 of pair 1, rank 0 must be 0: ranks are those of one number");
    }

    /** Ranks tell what equal weights maximize, and nothing else. */
    @Test
    void weightsThatDifferAreRefused() {
        Environment folded = Folding.of(SequentialSales.uniform(3, 2)).folded();
        Profiles profiles = profiles(folded, 1).slice(0, 10);
        Reals boosts = folded.designer();
        AffineWelfare grand = new AffineWelfare(Reals.filled(3, 1), boosts);
        assertThatThrownBy(() -> values(folded, new AffineWelfare(Reals.of(1, 1, 2), boosts), profiles))
                .hasMessage("weights[2] = 2.0 must be 0 or that of the others, 1.0, since agents go by rank\n"
                        + "Maybe search boosts alone, or the whole tree.");
        assertThatThrownBy(() -> values(folded, new AffineWelfare(Reals.of(-1, 1, 1), boosts), profiles))
                .hasMessageStartingWith("weights[0] = -1.0 must be 0 or positive, since agents go by rank");
        assertThatThrownBy(() -> pullback(folded, grand, grand.without(1), profiles))
                .hasMessage("weights[1] = 0.0 of a cotangent must be that of the others, 1.0, since agents go by rank\n"
                        + "Maybe an objective that counts all agents alike.");
        assertThatThrownBy(() -> pullback(folded, grand.without(1), grand, profiles))
                .hasMessageStartingWith("weights[1] = 1.0 of a cotangent must be 0 as in the solution");
    }

    private static void values(Environment sales, AffineWelfare welfare, Profiles profiles) {
        try (Solvers solvers = kernel(sales)) {
            solvers.forEach(1, (solver, from, to) -> solver.values(welfare, profiles), values -> {});
        }
    }

    private static void pullback(Environment sales, AffineWelfare welfare, AffineWelfare cotangent, Profiles profiles) {
        try (Solvers solvers = kernel(sales)) {
            solvers.forEach(
                    1,
                    (solver, from, to) -> {
                        try (Measures.Regularized soft =
                                        solver.regularized(welfare, profiles, new Regularizer.JointEntropy(0.1));
                                Measures lambda = soft.pullback(cotangent)) {
                            return lambda.sum();
                        }
                    },
                    sum -> {});
        }
    }
}
