package org.dynama.pivot.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.dynama.model.Reals;
import org.dynama.pivot.check.PivotVerification;
import org.dynama.pivot.check.PivotVerifier;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.Brewery;
import org.dynama.pivot.world.Drift;
import org.dynama.pivot.world.StorageProviders;
import org.dynama.pivot.world.WorldFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Of equal actions the lowest is taken, whatever rounding makes of them. */
class TiesTest {
    private static PivotMechanism solve(AllocationWorld world) {
        return PivotSolver.solve(world, 2, share -> {});
    }

    private static PivotVerification verify(PivotMechanism mechanism) {
        return PivotVerifier.verify(mechanism, 1e-9, 2, share -> {});
    }

    /** A park for the public, or houses for two agents. */
    private static AllocationWorld land(double park, double a, double b) {
        return WorldFile.parse("land", """
                {"horizon": {"kind": "finite", "periods": 1},
                 "agents": [{"name": "a", "types": ["t"], "initial": {"t": 1}},
                            {"name": "b", "types": ["t"], "initial": {"t": 1}}],
                 "draws": {"sure": 1}, "initial": {"s": 1},
                 "actions": [{"state": "s", "name": "park", "public": %s},
                             {"state": "s", "name": "houses", "rewards": {"a": %s, "b": %s}}]}
                """.formatted(park, a, b), 1L << 30, 1);
    }

    /** 0.1 and 0.2 are 0.3, although doubles say more; at ten times the amounts doubles say the same. */
    @ParameterizedTest(name = "{0} or {1} and {2}")
    @CsvSource({"0.3, 0.1, 0.2", "3, 1, 2", "30, 10, 20", "0.03, 0.01, 0.02", "3e-10, 1e-10, 2e-10"})
    void decimalsTie(double park, double a, double b) {
        PivotMechanism mechanism = solve(land(park, a, b));
        assertThat(mechanism.policy().action(0, 0, 0, 0)).isZero();
        assertThat(mechanism.payment(0, 0, 0, 0)).isZero();
        assertThat(mechanism.payment(0, 1, 0, 0)).isZero();
        assertThat(mechanism.ties().sets().at(0, 0, 0, 0)).containsExactly(0, 1);
        assertThat(mechanism.ties().exact()).isTrue();
        assertThat(mechanism.ties().undecided()).isZero();
        // Houses would have been optimal, too, and each agent would have paid what the other leaves of the park.
        List<Reals> shifts = verify(mechanism).rounding().shifts();
        assertThat(shifts.get(0).get(0)).isZero();
        assertThat(shifts.get(0).get(1)).isCloseTo(a, within(1e-12 * park));
        assertThat(shifts.get(1).get(1)).isCloseTo(b, within(1e-12 * park));
    }

    /** A lead that no double shows is a lead: both sums round to 1. */
    @Test
    void aLeadBelowRoundingIsALead() {
        PivotMechanism mechanism = solve(land(1, 1, 1e-17));
        assertThat(mechanism.policy().action(0, 0, 0, 0)).isOne();
        assertThat(mechanism.ties().sets().isEmpty()).isTrue();
        assertThat(mechanism.ties().exact()).isTrue();
    }

    /** Producers differ by number only: their payments are permuted by ties, and do not depend on the unit. */
    @ParameterizedTest(name = "times {0}")
    @ValueSource(doubles = {1, 3, 0.1})
    void theBrewerysPaymentsDoNotDependOnTheUnit(double unit) {
        AllocationWorld world = new Brewery(
                        3,
                        new Brewery.Goods(List.of("barley", "hops"), Reals.of(0.4, 0.3), Reals.of(0, 1, 5)),
                        new Brewery.Levels(Reals.of(0.4, 0.8, 1.2), new Drift(0.1, 0.25)),
                        4)
                .world();
        PivotVerification found = verify(solve(OtherMoney.times(world, unit)));
        List<Double> payments = found.totals().payments().stream().boxed().toList();
        PivotVerification one = verify(solve(world));
        for (int i = 0; i < 3; i++) {
            assertThat(payments.get(i) / unit).isCloseTo(one.totals().payments().get(i), within(1e-11));
            Reals shift = one.rounding().shifts().get(i);
            double payment = one.totals().payments().get(i);
            // Whoever comes first pays most, and whoever comes last least; each could be either.
            assertThat(payment + shift.get(0)).isCloseTo(one.totals().payments().get(2), within(1e-11));
            assertThat(payment + shift.get(1)).isCloseTo(one.totals().payments().get(0), within(1e-11));
        }
        assertThat(payments.get(0)).isGreaterThan(payments.get(1) + 0.01 * unit);
    }

    private static AllocationWorld storage(int providers) {
        return new StorageProviders(
                        providers,
                        1,
                        new StorageProviders.Imbalances(List.of(-1, 0, 1), Reals.of(0.35, 0.3, 0.35)),
                        new StorageProviders.Costs(Reals.of(1, 2, 4), new Drift(0.1, 0.4), new Drift(0.5, 0)),
                        10,
                        0.9)
                .world();
    }

    /** Discounted, too, values are exact where the world is small; of equal providers the lowest works. */
    @Test
    void discountedTiesAreExact() {
        PivotMechanism mechanism = solve(storage(2));
        assertThat(mechanism.ties().exact()).isTrue();
        assertThat(mechanism.ties().undecided()).isZero();
        AllocationWorld world = mechanism.world();
        int full = world.states().indexOf("charges 1, 1");
        int shortage = world.draws().indexOf("shortage 1");
        int taken = mechanism.policy().action(0, full, shortage, 0);
        assertThat(world.actions().get(taken)).isEqualTo("shortage 1: 1 delivers");
        assertThat(mechanism.ties().sets().at(0, full, shortage, 0)).hasSize(2);
    }

    /** A world too large for whole numbers takes what rounding cannot tell apart for equal, and says so. */
    @Test
    void whatStaysOpenIsSaid() {
        PivotMechanism mechanism = solve(storage(4));
        assertThat(mechanism.ties().exact()).isFalse();
        assertThat(mechanism.ties().undecided()).isPositive();
        assertThat(mechanism.ties().within()).isPositive().isLessThan(1e-9);
        assertThat(verify(mechanism).holds()).isTrue();
    }
}
