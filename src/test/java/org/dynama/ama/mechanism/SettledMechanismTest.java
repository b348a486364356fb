package org.dynama.ama.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.dynama.exact.OccupancyLp;
import org.dynama.exact.certificate.Certifier;
import org.dynama.exact.certificate.Instance;
import org.dynama.exact.certificate.Policies;
import org.dynama.exact.certificate.Proof;
import org.dynama.exact.rational.Rational;
import org.dynama.model.Agent;
import org.dynama.model.DiscreteTypes;
import org.dynama.model.Horizon;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.solver.OccupancySolver;
import org.dynama.solver.acyclic.AcyclicSolver;
import org.dynama.solver.discounted.DiscountedSolver;
import org.dynama.world.Environment;
import org.dynama.world.Gridworld;
import org.dynama.world.RandomEnvironments;
import org.dynama.world.SequentialSales;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What bounds promise of doubles, and what exact arithmetic settles. */
class SettledMechanismTest {
    static LongStream seeds() {
        return LongStream.range(0, 24);
    }

    private static OccupancySolver solver(Environment world) {
        return world.mdp().horizon() instanceof Horizon.Finite
                ? new AcyclicSolver(world.mdp(), world.rewards(), world.dimension())
                : new DiscountedSolver(world.mdp(), world.rewards(), world.dimension());
    }

    /** Doubles are as near as they say, by both routes, and a policy that is said to be the only optimal one is. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void boundsHold(long seed) {
        Environment world = RandomEnvironments.of(seed, 20, 4, 3);
        AmaParameters parameters = RandomParameters.of(world, new Random(seed));
        Profiles profiles = Profiles.draw(world.agents(), new RandomStream(seed, "types"), 0, 3);
        AffineMaximizer mechanism = new AffineMaximizer(world, parameters);
        Certification certification = new Certification(world, parameters);
        DpMaximizer dp = new DpMaximizer(solver(world), world.losses());
        LpMaximizer lp = new LpMaximizer(new OccupancyLp(world.mdp(), world.rewards()), world.losses());
        for (Maximizer route : new Maximizer[] {dp, lp}) {
            Optima grand = route.optima(mechanism.grand(), profiles);
            for (int b = 0; b < profiles.count(); b++) {
                Rational value = certification.certify(profiles, b).grand().value();
                double off =
                        Rational.binary(grand.values().value(b)).minus(value).toDouble();
                assertThat(Math.abs(off)).isLessThanOrEqualTo(grand.values().error(b));
                assertThat(grand.values().error(b)).isLessThan(1e-9);
                assertThat(grand.margin(b)).isPositive();
            }
        }
    }

    /** Intervals of doubles leave out only what cannot be optimal: the same numbers and policy as by whole numbers alone. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theFilterChangesNothing(long seed) {
        Environment world = RandomEnvironments.of(seed, 20, 4, 3);
        // Rounded to tenths, so that much is tied.
        AmaParameters drawn = RandomParameters.of(world, new Random(seed));
        AmaParameters parameters = new AmaParameters(
                Reals.filled(world.agentCount(), 1),
                Reals.of(drawn.boosts().stream().map(x -> Math.rint(2 * x) / 10).toArray()));
        Profiles profiles = Profiles.draw(world.agents(), new RandomStream(seed, "types"), 0, 2);
        for (int b = 0; b < profiles.count(); b++) {
            Instance instance = new Certification(world, parameters).instance(profiles, b);
            Certifier certifier = new Certifier(instance.world());
            Certifier.Dealt lean = certifier.deal(instance);
            Certifier.Solved full = certifier.solve(
                    instance,
                    Policies.of(
                            world.mdp(),
                            Collections.nCopies(
                                    1 + world.agentCount(),
                                    Reals.filled(world.mdp().pairCount(), 0))));
            assertThat(lean.grand().value()).isEqualTo(full.grand().value());
            assertThat(lean.marginals())
                    .isEqualTo(full.marginals().stream().map(Proof::value).toList());
            assertThat(lean.rewards()).isEqualTo(full.settlement().rewards());
            assertThat(lean.grand().visits())
                    .extracting(visit -> visit.move())
                    .containsExactlyElementsOf(full.grand().rows().stream()
                            .filter(row -> row.visits().signum() > 0)
                            .map(Proof.Row::move)
                            .toList());
        }
    }

    /** 0.1 + 0.2 ties with 0.3 by the decimals, whatever doubles say; the lower action wins in every unit. */
    @ParameterizedTest(name = "times {0}")
    @ValueSource(doubles = {1, 10, 3, 1e-9, 1e12})
    void tiesGoToTheLowestActionInAnyUnit(double unit) {
        Environment sale = SequentialSales.of(Reals.of(unit, unit), 1);
        Rational scale = Rational.decimal(unit);
        double first = Rational.decimal(0.1).times(scale).toDouble();
        double boost = Rational.decimal(0.2).times(scale).toDouble();
        double second = Rational.decimal(0.3).times(scale).toDouble();
        SettledMechanism mechanism =
                new SettledMechanism(sale, new AmaParameters(Reals.filled(2, 1), Reals.of(0, boost, 0)));
        Outcome outcome =
                mechanism.outcome(new DpMaximizer(solver(sale), sale.losses()), Profiles.of(2, 1, 1, first, second));
        assertThat(outcome.exact()).hasSize(1);
        assertThat(outcome.reward(0, 0)).isEqualTo(first);
        assertThat(outcome.payment(0, 0)).isCloseTo(first, within(1e-15 * unit));
        assertThat(outcome.utility(1, 0)).isCloseTo(0, within(1e-15 * unit));
    }

    /** Who pays depends on how a tie is decided: the range is shown, and nobody else has one. */
    @Test
    void tiesThatMoveMoneyHaveARange() {
        Environment sale = SequentialSales.uniform(3, 1);
        SettledMechanism mechanism = new SettledMechanism(sale, AmaParameters.vcg(sale));
        Profiles reports = Profiles.of(3, 1, 1, 0.3, 0.3, 0.1);
        Outcome outcome = mechanism.exactOutcome(new DpMaximizer(solver(sale), sale.losses()), reports);
        Map<Integer, List<Double>> tied = mechanism.certification().tied(reports, 0, outcome);
        assertThat(tied).containsOnlyKeys(0, 1);
        assertThat(tied.get(0)).containsExactly(0.0, 0.3);
        assertThat(tied.get(1)).containsExactly(0.0, 0.3);
        Profiles orders = Profiles.of(3, 1, 1, 0.3, 0.2, 0.1);
        Environment two = SequentialSales.uniform(3, 2);
        SettledMechanism harmless = new SettledMechanism(two, AmaParameters.vcg(two));
        Outcome dealt = harmless.outcome(new DpMaximizer(solver(two), two.losses()), orders);
        assertThat(dealt.exact()).isEmpty();
        assertThat(harmless.certification().tied(orders, 0, dealt)).isEmpty();
    }

    /** Beside a buyer of millions the cents of another are settled, by both routes and to the last bit. */
    @Test
    void smallAgentsAreSettledBesideLargeOnes() {
        Environment sale = SequentialSales.of(Reals.of(1, 1, 1e12), 2);
        SettledMechanism mechanism = new SettledMechanism(sale, AmaParameters.vcg(sale));
        Profiles profiles = Profiles.of(3, 1, 1, 0.925, 0.95, 7e11);
        Maximizer lp = new LpMaximizer(new OccupancyLp(sale.mdp(), sale.rewards()), sale.losses());
        for (Maximizer route : new Maximizer[] {lp, new DpMaximizer(solver(sale), sale.losses())}) {
            Outcome outcome = mechanism.outcome(route, profiles);
            assertThat(outcome.exact()).hasSize(1);
            assertThat(outcome.payment(1, 0)).isEqualTo(0.925);
            assertThat(outcome.payment(2, 0)).isEqualTo(0.925);
            assertThat(outcome.payment(0, 0)).isZero();
        }
    }

    /** Money times a power of two: the same bits times it, whatever settles them. */
    @ParameterizedTest(name = "2^{0}")
    @ValueSource(ints = {-70, -3, 1, 40})
    void powersOfTwoChangeNoBit(int power) {
        double unit = Math.scalb(1.0, power);
        Environment one = SequentialSales.of(Reals.of(1, 0.5, 0.75), 2);
        Environment other = SequentialSales.of(Reals.of(unit, 0.5 * unit, 0.75 * unit), 2);
        Profiles profiles = Profiles.draw(one.agents(), new RandomStream(1, "types"), 0, 50);
        double[] scaled = profiles.toArray();
        Arrays.setAll(scaled, k -> scaled[k] * unit);
        Outcome small = settled(one, profiles);
        Outcome large = settled(other, Profiles.of(3, 1, 50, scaled));
        for (int b = 0; b < 50; b++) {
            for (int i = 0; i < 3; i++) {
                assertThat(large.payment(i, b)).isEqualTo(unit * small.payment(i, b));
            }
        }
    }

    private static Outcome settled(Environment world, Profiles profiles) {
        return new SettledMechanism(world, AmaParameters.vcg(world))
                .mechanism()
                .outcome(new DpMaximizer(solver(world), world.losses()), profiles);
    }

    /** Each distinct profile is settled once; a long horizon's values are settled where its doubles are not near enough. */
    @Test
    void longHorizonsAreSettled() {
        Environment grid = Gridworld.of(2, 2, 0.99999, false, Gridworld.Types.ONE_CELL);
        SettledMechanism mechanism = new SettledMechanism(grid, AmaParameters.vcg(grid));
        Profiles profiles = Profiles.draw(grid.agents(), new RandomStream(1, "types"), 0, 4);
        DpMaximizer dp = new DpMaximizer(solver(grid), grid.losses());
        Outcome outcome = mechanism.outcome(dp, profiles);
        assertThat(outcome.exact()).hasSize(4);
        assertThat(mechanism.outcome(dp, profiles).exact().get(2))
                .isSameAs(outcome.exact().get(2));
        assertThat(outcome.open()).isEmpty();
    }

    /** Of finite types every profile is tied sooner or later: the rule decides, not the last bit. */
    @Test
    void finiteTypesAreDecidedByTheRule() {
        DiscreteTypes types = new DiscreteTypes(List.of(Reals.of(0.1), Reals.of(0.3)), Reals.of(1, 1));
        Environment sale = SequentialSales.of(Reals.of(1, 1), 1);
        Environment finite = new Environment(
                "finite",
                sale.mdp(),
                List.of(new Agent("a", types), new Agent("b", types)),
                sale.rewards(),
                sale.designer());
        SettledMechanism mechanism = new SettledMechanism(finite, AmaParameters.vcg(finite));
        Outcome outcome = mechanism.sampledOutcome(
                new DpMaximizer(solver(finite), finite.losses()), Profiles.of(2, 1, 2, 0.3, 0.1, 0.3, 0.3));
        assertThat(outcome.reward(0, 0)).isEqualTo(0.3);
        assertThat(outcome.reward(1, 1)).isEqualTo(0.3);
    }
}
