package org.dynama.pivot.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.dynama.model.Reals;
import org.dynama.pivot.mechanism.RandomSpaces.Absence;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.Brewery;
import org.dynama.pivot.world.Drift;
import org.dynama.pivot.world.JointTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PivotSolverTest {
    /** Ten digits of utilities of size one, over some twenty discounted periods. */
    private static final double TOLERANCE = 1e-10;

    private static PivotMechanism solve(AllocationWorld world) {
        return PivotSolver.solve(world, 2, share -> {});
    }

    /** Values, marginal values and transfers are those of the definitions, with the joint kernel written out. */
    @ParameterizedTest(name = "absence {0}")
    @EnumSource(Absence.class)
    void valuesAndTransfersAreThoseOfTheDefinitions(Absence absence) {
        for (long seed = 1; seed <= 12; seed++) {
            agrees(RandomSpaces.finite(seed, absence, -1));
            agrees(RandomSpaces.discounted(seed, absence, -1));
            agrees(RandomSpaces.total(seed, absence, -1));
        }
    }

    private static void agrees(AllocationWorld world) {
        PivotMechanism mechanism = solve(world);
        JointTypes profiles = world.profiles();
        PolicyEnumeration enumeration = new PolicyEnumeration(world);
        double[][] grand = enumeration.welfare(-1);
        for (int i = 0; i < profiles.agents(); i++) {
            double[][] without = enumeration.welfare(i);
            for (int t = 0; t < mechanism.periods(); t++) {
                for (int s = 0; s < world.stateCount(); s++) {
                    for (int b = 0; b < profiles.count(); b++) {
                        int row = s * profiles.count() + b;
                        assertThat(mechanism.welfare(t, s, b)).isCloseTo(grand[t][row], within(TOLERANCE));
                        assertThat(mechanism.welfareWithout(t, i, s, b)).isCloseTo(without[t][row], within(TOLERANCE));
                        assertThat(mechanism.payment(t, i, s, b))
                                .isCloseTo(enumeration.transfer(t, i, s, b, grand, without), within(TOLERANCE));
                    }
                }
            }
        }
    }

    /** The number of threads changes no bit. */
    @Test
    void theNumberOfThreadsChangesNothing() {
        AllocationWorld world = brewery();
        PivotMechanism one = PivotSolver.solve(world, 1, share -> {});
        PivotMechanism three = PivotSolver.solve(world, 3, share -> {});
        for (int t = 0; t < one.periods(); t++) {
            assertThat(three.values().get(t).grand())
                    .isEqualTo(one.values().get(t).grand());
            for (int s = 0; s < world.stateCount(); s++) {
                for (int b = 0; b < one.profiles().count(); b++) {
                    assertThat(three.payment(t, 1, s, b)).isEqualTo(one.payment(t, 1, s, b));
                }
            }
        }
    }

    private static AllocationWorld brewery() {
        return new Brewery(
                        2,
                        new Brewery.Goods(List.of("barley", "hops"), Reals.of(0.5, 0.3), Reals.of(0, 1, 5)),
                        new Brewery.Levels(Reals.of(0.5, 1, 2), new Drift(0.1, 0.3)),
                        3)
                .world();
    }

    /** One good, one period, levels for ever: a second-price auction of what the good earns at the end. */
    @Test
    void aBreweryOfOneGoodIsASecondPriceAuction() {
        AllocationWorld world = new Brewery(
                        3,
                        new Brewery.Goods(List.of("hops"), Reals.of(1), Reals.of(0, 10)),
                        new Brewery.Levels(Reals.of(1, 2, 5), new Drift(0, 0)),
                        1)
                .world();
        PivotMechanism mechanism = solve(world);
        JointTypes profiles = mechanism.profiles();
        int b = profiles.profile(new int[] {1, 2, 0});
        assertThat(world.actions().get(mechanism.policy().action(0, 0, 0, b))).isEqualTo("hops to producer 2");
        // The winner's utility comes at the end, and she pays now: the second level's worth.
        assertThat(mechanism.payment(0, 1, 0, b)).isCloseTo(20, within(1e-12));
        assertThat(mechanism.payment(0, 0, 0, b)).isZero();
        assertThat(mechanism.payment(0, 2, 0, b)).isZero();
        assertThat(mechanism.contribution(0, 1, 0, b)).isCloseTo(30, within(1e-12));
    }
}
