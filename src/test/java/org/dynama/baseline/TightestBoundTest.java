package org.dynama.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.world.Absence;
import org.dynama.world.Environment;
import org.dynama.world.Gridworld;
import org.dynama.world.RandomEnvironments;
import org.dynama.world.SequentialSales;
import org.dynama.world.StaticAuction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The door to bounds: no baseline in the house is below the one that it names. */
class TightestBoundTest {
    static Stream<Environment> worlds() {
        return Stream.of(
                SequentialSales.uniform(3, 2),
                Gridworld.torus(2, 3),
                StaticAuction.of(Reals.of(1, 1), 2, StaticAuction.Valuation.ADDITIVE),
                StaticAuction.of(Reals.of(1, 2), 2, StaticAuction.Valuation.UNIT_DEMAND),
                safe(RandomEnvironments.of(6, 12, 3, 3)),
                safe(FiniteTypeWorlds.mixed(6)),
                safe(FiniteTypeWorlds.mixed(7)),
                safe(FiniteTypeWorlds.oneNumber(2)),
                FiniteTypeWorlds.cells(5),
                budgeted(2, 2, 0.8),
                budgeted(1, 3, 1.2));
    }

    private static Environment budgeted(int agents, int items, double budget) {
        return StaticAuction.budgeted(StaticAuction.uniform(Reals.filled(agents, 1), items), items, budget);
    }

    /** One item: the optimum sells at 1/2, or at the budget's value to those whose values it hides; here 1/4 by hand. */
    @Test
    void oneItemAndABudgetAreBoundByTheOptimum() {
        assertThat(bound(budgeted(1, 1, 0.8))).isCloseTo(0.25, within(0.01));
    }

    /** Two items, one budget: above what the best price of the bundle earns, and far below all welfare. */
    @Test
    void bundlesUnderABudgetAreBoundByLessThanWelfare() {
        Environment world = budgeted(1, 2, 0.8);
        WeightedProfiles profiles = WeightedProfiles.drawn(world, new RandomStream(3, "budget"), 8000);
        double bundle = 0;
        for (double price = 0.4; price <= 0.8; price += 0.01) {
            double[] paid = new double[8000];
            for (int b = 0; b < paid.length; b++) {
                paid[b] = profiles.profiles().type(0, 2, b) >= price ? price : 0;
            }
            bundle = Math.max(bundle, profiles.mean(paid));
        }
        double welfare = new FullInformation(1).of(world, profiles).bound();
        assertThat(bound(world)).isGreaterThan(bundle).isLessThan(0.9 * welfare);
    }

    private static double bound(Environment world) {
        WeightedProfiles profiles = WeightedProfiles.drawn(world, new RandomStream(3, "budget"), 8000);
        TightestBound tightest = TightestBound.of(world, Aim.profit(world), 1).orElseThrow();
        return profiles.mean(tightest.values(profiles.profiles()));
    }

    /** The same world, where payments are held against worst types, so that nobody loses. */
    private static Environment safe(Environment world) {
        return Absence.WorstType.in(world);
    }

    /** On the same profiles, up to four standard errors of the difference. */
    @ParameterizedTest
    @MethodSource("worlds")
    void nothingInTheHouseUndercutsIt(Environment world) {
        TightestBound tightest = TightestBound.of(world, Aim.profit(world), 1).orElseThrow();
        WeightedProfiles profiles = WeightedProfiles.of(world, new RandomStream(3, "undercut"), 8000);
        double[] least = tightest.values(profiles.profiles());
        double rounding = 1e-9 * (1 + Math.abs(profiles.mean(least)));
        List<Baseline> all = new ArrayList<>(TightestBound.baselines(1));
        all.add(new OptimalMechanism(false, 1));
        for (Baseline baseline : all) {
            if (baseline.misfit(world).isEmpty()) {
                BaselineValue value = baseline.of(world, profiles);
                double[] more = new double[least.length];
                for (int b = 0; b < more.length; b++) {
                    more[b] = (value.perProfile().size() == 0
                                    ? value.bound()
                                    : value.perProfile().get(b))
                            - least[b];
                }
                assertThat(profiles.mean(more))
                        .as("%s above %s in %s", value.name(), tightest.kind(), world.name())
                        .isGreaterThan(-4 * profiles.standardError(more) - rounding);
            }
        }
        assertThat(tightest.known())
                .allMatch(known -> known.mean()
                        >= tightest.known().stream()
                                        .filter(best -> best.kind().equals(tightest.kind()))
                                        .findFirst()
                                        .orElseThrow()
                                        .mean()
                                - rounding);
    }

    /** Its word says what it is. */
    @Test
    void kindsAreNamed() {
        assertThat(kind(SequentialSales.uniform(2, 2))).isEqualTo("myerson");
        assertThat(kind(Gridworld.torus(2, 3))).isEqualTo("virtual-types");
        assertThat(kind(StaticAuction.of(Reals.of(1, 1), 2, StaticAuction.Valuation.ADDITIVE)))
                .isEqualTo("mixed-flows");
        assertThat(kind(FiniteTypeWorlds.cells(5))).startsWith("optimum");
    }

    private static String kind(Environment world) {
        return TightestBound.of(world, Aim.profit(world), 1).orElseThrow().kind();
    }

    /** Payments twice, rewards once and visits: the bound of half of it, twice. */
    @Test
    void weightsOfAnAimScale() {
        Environment world = safe(FiniteTypeWorlds.oneNumber(2));
        WeightedProfiles all = WeightedProfiles.enumerated(world);
        Reals visits = world.designer().times(3);
        double whole = mean(world, new Aim(2, 1, visits), all);
        double half = mean(world, new Aim(1, 0.5, visits.times(0.5)), all);
        assertThat(whole).isCloseTo(2 * half, within(1e-12 * (1 + Math.abs(whole))));
        double optimum = new OptimalMechanism(false, 0.5, 1)
                .solve(world.withDesigner(visits.times(0.5)))
                .bound();
        assertThat(half).isCloseTo(optimum, within(1e-8 * (1 + Math.abs(optimum))));
    }

    /** Where nothing is paid for, the most of any policy; where rewards count negatively, no more than all that is left of them. */
    @Test
    void withoutPaymentsItIsTheBestPolicys() {
        Environment world = safe(FiniteTypeWorlds.mixed(6));
        WeightedProfiles all = WeightedProfiles.enumerated(world);
        double surplus = new FullInformation(1).of(world, all).value();
        assertThat(mean(world, new Aim(0, 1, world.designer()), all)).isCloseTo(surplus, within(1e-12));
        assertThat(mean(world, new Aim(1, -1, world.designer()), all))
                .isCloseTo(mean(world, new Aim(0, 0, world.designer()), all), within(1e-12));
        assertThatThrownBy(() -> new Aim(-1, 0, Reals.of()))
                .hasMessageContaining("payments = -1.0, welfare = 0.0 must be finite weights");
    }

    private static double mean(Environment world, Aim aim, WeightedProfiles all) {
        return all.mean(TightestBound.of(world, aim, 1).orElseThrow().values(all.profiles()));
    }

    /** Whoever may lose by taking part may pay more than any such bound. */
    @Test
    void whoMayLoseIsNotBounded() {
        Environment world = Stream.iterate(1L, seed -> seed + 1)
                .map(FiniteTypeWorlds::mixed)
                .filter(mixed -> !mixed.nobodyLoses())
                .findFirst()
                .orElseThrow();
        assertThat(TightestBound.of(world, Aim.profit(world), 1)).isEmpty();
        assertThat(TightestBound.of(world, new Aim(0, 1, world.designer()), 1)).isPresent();
    }
}
