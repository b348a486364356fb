package org.dynama.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.dynama.ama.audit.Attaining;
import org.dynama.ama.mechanism.AffineMaximizer;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.model.Agent;
import org.dynama.model.DiscreteTypes;
import org.dynama.model.Horizon;
import org.dynama.model.IndependentTypes;
import org.dynama.model.Mdp;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.dynama.model.TypeDistribution;
import org.dynama.model.Univariate;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.dynama.world.Gridworld;
import org.dynama.world.SequentialSales;
import org.dynama.world.StaticAuction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Virtual-type bounds against optima by linear programs, best posted prices, and numbers that others have computed. */
class VirtualTypeBoundTest {
    private static final VirtualTypeBound BOUND = new VirtualTypeBound(1);

    /** With one number each, multiplied by nothing of mixed sign, the bound is Myerson's, and reached. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void myersonsBoundIsReached(long seed) {
        Environment world = FiniteTypeWorlds.oneNumber(seed);
        BaselineValue bound = BOUND.of(world, WeightedProfiles.enumerated(world));
        assertThat(bound.name()).isEqualTo("Myerson");
        double optimum = new OptimalMechanism(false, 1).solve(world).profit();
        assertThat(bound.value()).isCloseTo(optimum, within(1e-8 * (1 + Math.abs(optimum))));
    }

    /** Two items for three agents of types 1, 2, 3: virtual values -1, 1, 3. */
    @Test
    void aSaleOfTwoItemsHasMyersonsBound() {
        Environment sale = FiniteTypeWorlds.sale(2, 3, 1, 2, 3);
        assertThat(BOUND.of(sale, WeightedProfiles.enumerated(sale)).value()).isCloseTo(98.0 / 27, within(1e-12));
    }

    static Stream<Univariate> distributions() {
        return Stream.of(
                new Univariate.Normal(1, 0.5, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
                new Univariate.Normal(0, 1, 0.5, 3),
                new Univariate.Exponential(2, 0, Double.POSITIVE_INFINITY),
                new Univariate.Exponential(1, 1, 4),
                new Univariate.Beta(2, 3, 0, 5),
                new Univariate.Beta(0.3, 0.3, 1, 2),
                new Univariate.Beta(0.2, 0.6, 0, 1));
    }

    /** One buyer of one item: the bound is what the best posted price earns, {@code max p (1 - F(p))}, ironed or not. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("distributions")
    void oneBuyerIsWorthTheBestPrice(Univariate distribution) {
        Marginal marginal = Marginal.of(distribution);
        double best = IntStream.range(0, 20_000)
                .mapToDouble(k -> (k + 0.5) / 20_000)
                .map(q -> marginal.quantile(q) * (1 - q))
                .max()
                .orElseThrow();
        requireClose(one(distribution, 1, 0), best);
    }

    /** One worker whom a task of 2 may be given to: {@code max (2 - p) F(p)}. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("distributions")
    void oneWorkerCostsTheBestWage(Univariate distribution) {
        Marginal marginal = Marginal.of(distribution);
        double best = IntStream.range(0, 20_000)
                .mapToDouble(k -> (k + 0.5) / 20_000)
                .map(q -> (2 - marginal.quantile(q)) * q)
                .max()
                .orElseThrow();
        requireClose(one(distribution, -1, 2), Math.max(0, Math.max(best, 2 - marginal.quantile(1 - 1e-12))));
    }

    /** Where welfare counts half beside payments, so does it in the best price: {@code max p (1 - F(p)) + E[t; t > p] / 2}. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("distributions")
    void welfareCountsInTheBestPrice(Univariate distribution) {
        Marginal marginal = Marginal.of(distribution);
        double best = 0;
        double above = 0;
        for (int k = 19_999; k >= 0; k--) {
            double q = (k + 0.5) / 20_000;
            double t = marginal.quantile(q);
            above += t / 20_000;
            best = Math.max(best, t * (1 - k / 20_000.0) + above / 2);
        }
        Environment world = one(distribution, 1, 0);
        WeightedProfiles profiles = WeightedProfiles.drawn(world, new RandomStream(5, "bound"), 100_000);
        BaselineValue bound = new VirtualTypeBound(0.5, 0, 1).of(world, profiles);
        assertThat(bound.value()).isCloseTo(best, within(4 * bound.standardError() + 1e-3 * best));
    }

    private static void requireClose(Environment world, double best) {
        WeightedProfiles profiles = WeightedProfiles.drawn(world, new RandomStream(4, "bound"), 100_000);
        BaselineValue bound = BOUND.of(world, profiles);
        assertThat(bound.value()).isCloseTo(best, within(4 * bound.standardError() + 1e-4));
    }

    /** One agent, one action that multiplies her type and earns the designer something, and one that does nothing. */
    private static Environment one(Univariate distribution, double coefficient, double designer) {
        Transitions transitions =
                new Transitions.Builder(1, 2).end(0, 0).end(0, 1).build();
        return new Environment(
                "one",
                new Mdp(List.of("start"), List.of("nothing", "trade"), transitions, Reals.of(1), new Horizon.Finite()),
                List.of(new Agent("agent", new IndependentTypes(List.of(distribution)))),
                new RewardMap.Builder(1, 2).add(1, 0, 0, coefficient).build(),
                Reals.of(0, designer));
    }

    /** Two buyers of irregular types: the continuous route against finely listed types and their own ironing. */
    @Test
    void listedTypesComeNearContinuousOnes() {
        Univariate distribution = new Univariate.Beta(0.3, 0.3, 1, 2);
        Marginal marginal = Marginal.of(distribution);
        double[] medians = IntStream.range(0, 200)
                .mapToDouble(k -> marginal.quantile((k + 0.5) / 200))
                .toArray();
        Environment listed = FiniteTypeWorlds.sale(1, 2, medians);
        double fine = BOUND.of(listed, WeightedProfiles.enumerated(listed)).value();
        Environment drawn = new Environment(
                "drawn",
                listed.mdp(),
                listed.agents().stream()
                        .map(agent -> new Agent(agent.name(), new IndependentTypes(List.of(distribution))))
                        .toList(),
                listed.rewards(),
                listed.designer());
        BaselineValue bound = BOUND.of(drawn, WeightedProfiles.drawn(drawn, new RandomStream(3, "bound"), 100_000));
        assertThat(bound.value()).isCloseTo(fine, within(4 * bound.standardError() + 0.005));
    }

    /** A static auction of two goods to two agents, U[0, 1]: all but one good revealed, 2/3 + 5/12. */
    @Test
    void aStaticAuctionRevealsAllButOneGood() {
        Environment auction = StaticAuction.of(Reals.filled(2, 1), 2, StaticAuction.Valuation.ADDITIVE);
        WeightedProfiles profiles = WeightedProfiles.drawn(auction, new RandomStream(2, "bound"), 100_000);
        BaselineValue bound = BOUND.of(auction, profiles);
        assertThat(bound.name()).isEqualTo("virtual types");
        assertThat(bound.value()).isCloseTo(13.0 / 12, within(4 * bound.standardError()));
    }

    /** Sales of U[0, 1] values: the affine maximizer that attains Myerson's bound earns it, by payments and not virtual values. */
    @Test
    void anAffineMaximizerEarnsMyersonsBound() {
        Environment sales = SequentialSales.uniform(3, 2);
        WeightedProfiles profiles = WeightedProfiles.drawn(sales, new RandomStream(6, "bound"), 50_000);
        BaselineValue bound = BOUND.of(sales, profiles);
        AmaParameters attaining = Attaining.myerson(sales).orElseThrow();
        double[] revenue = {0};
        try (Solvers solvers = Solvers.kernel(sales.mdp(), sales.rewards(), 1, 1)) {
            new AffineMaximizer(sales, attaining).forEachOutcome(solvers, profiles.profiles(), outcome -> {
                for (int b = 0; b < outcome.count(); b++) {
                    for (int i = 0; i < 3; i++) {
                        revenue[0] +=
                                outcome.payment(i, b) / profiles.profiles().count();
                    }
                }
            });
        }
        assertThat(bound.name()).isEqualTo("Myerson");
        assertThat(bound.value()).isCloseTo(revenue[0], within(5 * bound.standardError()));
    }

    /** Gridworlds, cells revealed, against three independent computations, which agree to 0.02. */
    @ParameterizedTest(name = "{0} agents, {1} x {1}")
    @CsvSource({
        "2, 3, 2.20",
        "3, 3, 3.00",
        "4, 3, 3.64",
        "5, 3, 4.23",
        "2, 4, 2.04",
        "3, 4, 2.72",
        "4, 4, 3.31",
        "5, 4, 3.80"
    })
    void gridworldsHaveTheirBounds(int agents, int size, double expected) {
        Environment world = Gridworld.torus(agents, size);
        WeightedProfiles profiles = WeightedProfiles.drawn(world, new RandomStream(3, "bound"), 20_000);
        BaselineValue bound = BOUND.of(world, profiles);
        assertThat(bound.value()).isCloseTo(expected, within(0.02 + 2 * bound.standardError()));
    }

    /** Values of any unit, and any number of threads. */
    @Test
    void unitsAndThreadsDoNotMatter() {
        Environment world = FiniteTypeWorlds.oneNumber(3);
        WeightedProfiles all = WeightedProfiles.enumerated(world);
        BaselineValue bound = BOUND.of(world, all);
        assertThat(new VirtualTypeBound(3).of(world, all)).isEqualTo(bound);
        assertThat(BOUND.of(world.scaled(-33), all).value()).isEqualTo(Math.scalb(bound.value(), -33));
    }

    /** Types known to all leave nothing to hide: the bound is all surplus. */
    @Test
    void knownTypesHaveNoVirtualOnes() {
        Environment sale = FiniteTypeWorlds.sale(2, 3, 2);
        assertThat(BOUND.of(sale, WeightedProfiles.enumerated(sale)).value()).isCloseTo(4, within(1e-12));
    }

    @Test
    void aDistributionWithoutDensityIsRefused() {
        Environment sale = FiniteTypeWorlds.sale(1, 1, 1);
        TypeDistribution strange = new TypeDistribution() {
            private final DiscreteTypes inner = new DiscreteTypes(List.of(Reals.of(1)), Reals.of(1));

            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public double high(int k) {
                return 1;
            }

            @Override
            public double low(int k) {
                return 0;
            }

            @Override
            public void sample(UniformRandomProvider random, double[] out) {
                inner.sample(random, out);
            }
        };
        Environment world = new Environment(
                "strange", sale.mdp(), List.of(new Agent("agent 1", strange)), sale.rewards(), sale.designer());
        assertThat(BOUND.misfit(world))
                .contains("virtual types need a density, and that of agent 1's types is not known");
        assertThatThrownBy(() -> new VirtualTypeBound(-1, 1, 1))
                .hasMessageContaining("welfare = -1.0, designer = 1.0 must be finite and the first not negative");
    }

    /** Pooled values keep their mean, are in order, and stay where they were in order. */
    @Test
    void ironingPoolsWhatIsOutOfOrder() {
        double[] ironed = Ironing.ironed(new double[] {0, 4, 2, 3, 9}, new double[] {1, 1, 2, 1, 1});
        assertThat(ironed).containsExactly(0, 8.0 / 3, 8.0 / 3, 3, 9);
        assertThat(Arrays.stream(ironed).sorted().toArray()).isEqualTo(ironed);
    }
}
