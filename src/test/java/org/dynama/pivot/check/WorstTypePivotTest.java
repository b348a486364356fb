package org.dynama.pivot.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.LongFunction;
import org.dynama.model.Reals;
import org.dynama.pivot.check.Finding.Status;
import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.mechanism.PivotSolver;
import org.dynama.pivot.mechanism.RandomAffine;
import org.dynama.pivot.mechanism.RandomSpaces;
import org.dynama.pivot.mechanism.RandomSpaces.Absence;
import org.dynama.pivot.world.AffineWorld;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.Brewery;
import org.dynama.pivot.world.Drift;
import org.dynama.pivot.world.JointTypes;
import org.dynama.pivot.world.StorageProviders;
import org.junit.jupiter.api.Test;

/** Payments that are held against worst types: truth pays in every period, and nobody expects a loss, whatever actions need. */
class WorstTypePivotTest {
    /** Rounding of some ten rewards of size 1, divided by weights from 1/4. */
    private static final double EXACT = 1e-10;

    private static PivotMechanism solve(AffineWorld affine) {
        return PivotSolver.solve(affine, 2, share -> {});
    }

    private static PivotVerification verify(PivotMechanism mechanism) {
        return PivotVerifier.verify(mechanism, 1e-9, 2, share -> {});
    }

    private static Absence absence(long seed) {
        return seed % 3 == 0 ? Absence.SAME : seed % 3 == 1 ? Absence.LESS : Absence.ANY;
    }

    /** Costs in all of them, rewards of both signs. */
    private static AllocationWorld finite(long seed) {
        return RandomSpaces.finite(seed, absence(seed), -1);
    }

    private static AllocationWorld discounted(long seed) {
        return RandomSpaces.discounted(seed, absence(seed), seed % 2 == 0 ? 0 : -1);
    }

    /** With weights and boosts on every other world; each period, public state, profile and misreport of one period. */
    @Test
    void promisesHoldOnFiniteHorizons() {
        holds(WorstTypePivotTest::finite, 200);
    }

    @Test
    void promisesHoldOnDiscountedHorizons() {
        holds(WorstTypePivotTest::discounted, 200);
    }

    private static void holds(LongFunction<AllocationWorld> worlds, int count) {
        int dearer = 0;
        int lost = 0;
        for (long seed = 1; seed <= count; seed++) {
            AllocationWorld world = worlds.apply(seed);
            PivotVerification now = verify(solve(affine(world.withWorstTypes(), seed)));
            for (Finding found : now.findings()) {
                if (found.property() != Property.BUDGET) {
                    assertThat(found.margin())
                            .as("seed %d, %s", seed, found.property())
                            .isGreaterThan(-EXACT);
                }
            }
            assertThat(now.holds()).isTrue();
            assertThat(now.of(Property.NONNEGATIVE).status()).isEqualTo(Status.HOLDS);
            PivotVerification before = verify(solve(affine(world, seed)));
            assertThat(now.welfare()).isCloseTo(before.welfare(), within(1e-12 * Math.abs(before.welfare())));
            if (before.of(Property.NONNEGATIVE).margin() >= 0) {
                dearer += requireNeverCheaper(now, before, seed);
            } else {
                lost++;
            }
        }
        // Neither side may be empty.
        assertThat(dearer).isGreaterThan(count / 20);
        assertThat(lost).isGreaterThan(count / 20);
    }

    private static AffineWorld affine(AllocationWorld world, long seed) {
        return seed % 2 == 0 ? RandomAffine.of(world, seed) : AffineWorld.plain(world);
    }

    /** Where nobody lost before, agents pay no less. */
    private static int requireNeverCheaper(PivotVerification now, PivotVerification before, long seed) {
        int dearer = 0;
        for (int i = 0; i < now.truth().size(); i++) {
            double more =
                    now.totals().payments().get(i) - before.totals().payments().get(i);
            assertThat(more).as("seed %d, agent %d", seed, i).isGreaterThan(-EXACT);
            dearer += more > EXACT ? 1 : 0;
        }
        return dearer > 0 ? 1 : 0;
    }

    /** Each value is what her type is worth beyond the worst, by the welfare that the plain solver finds. */
    @Test
    void valuesAreWelfareBeyondTheLeast() {
        for (long seed = 1; seed <= 30; seed++) {
            AffineWorld affine = RandomAffine.of(seed % 2 == 0 ? finite(seed) : discounted(seed), seed);
            PivotMechanism plain = solve(affine);
            PivotMechanism worst =
                    solve(AffineWorld.of(affine.world().withWorstTypes(), affine.weights(), affine.boosts()));
            JointTypes profiles = plain.profiles();
            for (int t = 0; t < plain.periods(); t++) {
                double[] welfare = plain.values().get(t).grand();
                for (int row = 0; row < welfare.length; row++) {
                    int s = row / profiles.count();
                    int b = row % profiles.count();
                    for (int i = 0; i < profiles.agents(); i++) {
                        double least = Double.POSITIVE_INFINITY;
                        for (int type = 0; type < profiles.types(i); type++) {
                            least = Math.min(least, welfare[s * profiles.count() + profiles.with(i, b, type)]);
                        }
                        double value = (welfare[row] - least) / affine.weights().get(i);
                        assertThat(worst.contribution(t, i, s, b)).isCloseTo(value, within(EXACT));
                    }
                }
            }
        }
    }

    /** Somebody whose level is 0 for ever adds nothing: being absent is no worse. */
    @Test
    void theWorstTypeMayBeNobody() {
        AllocationWorld world = brewery(new Drift(0, 0), 1);
        PivotVerification before = verify(solve(AffineWorld.plain(world)));
        PivotVerification now = verify(solve(AffineWorld.plain(world.withWorstTypes())));
        for (int i = 0; i < 2; i++) {
            double scale = Math.abs(before.totals().payments().get(i));
            assertThat(now.totals().payments().get(i))
                    .isCloseTo(before.totals().payments().get(i), within(1e-12 * scale));
        }
    }

    private static AllocationWorld brewery(Drift drift, double unit) {
        return new Brewery(
                        2,
                        new Brewery.Goods(List.of("barley", "hops"), Reals.of(0.4, 0.3), Reals.of(0, unit, 5 * unit)),
                        new Brewery.Levels(Reals.of(0, 0.8, 1.2), drift),
                        3)
                .world();
    }

    /** Of equal types, whole numbers take the least alike: payments scale with money to the last digits. */
    @Test
    void exactArithmeticDecidesInAnyMoney() {
        PivotVerification one =
                verify(solve(AffineWorld.plain(brewery(new Drift(0.1, 0.25), 1).withWorstTypes())));
        for (double unit : new double[] {1e-10, 0.1, 3, 1e10}) {
            PivotMechanism mechanism =
                    solve(AffineWorld.plain(brewery(new Drift(0.1, 0.25), unit).withWorstTypes()));
            PivotVerification other = verify(mechanism);
            assertThat(mechanism.ties().exact()).isTrue();
            assertThat(other.holds()).isTrue();
            for (int i = 0; i < 2; i++) {
                assertThat(other.totals().payments().get(i) / unit)
                        .isCloseTo(one.totals().payments().get(i), within(1e-11));
            }
        }
    }

    /** Discounted and exact: whole numbers of workers who bear costs, whose kernels have denominators of their own. */
    @Test
    void workersArePaidLessAndNeverLose() {
        AllocationWorld world = new StorageProviders(
                        2,
                        1,
                        new StorageProviders.Imbalances(List.of(-1, 0, 1), Reals.of(0.35, 0.3, 0.35)),
                        new StorageProviders.Costs(Reals.of(1, 2, 4), new Drift(0.1, 0.4), new Drift(0.5, 0)),
                        10,
                        0.9)
                .world();
        PivotVerification before = verify(solve(AffineWorld.plain(world)));
        PivotMechanism mechanism = solve(AffineWorld.plain(world.withWorstTypes()));
        PivotVerification now = verify(mechanism);
        assertThat(mechanism.ties().exact()).isTrue();
        assertThat(now.holds()).isTrue();
        assertThat(now.of(Property.NONNEGATIVE).margin()).isGreaterThan(-EXACT);
        for (int i = 0; i < 2; i++) {
            assertThat(now.totals().payments().get(i))
                    .isGreaterThan(before.totals().payments().get(i) + 1);
            assertThat(now.truth().get(i)).isGreaterThan(0);
        }
    }

    /** Payments against absence are found out where the rule says otherwise. */
    @Test
    void otherPaymentsAreFoundOut() {
        int found = 0;
        for (long seed = 1; seed <= 20; seed++) {
            AllocationWorld world = finite(seed);
            PivotMechanism right = solve(AffineWorld.plain(world.withWorstTypes()));
            PivotMechanism wrong = new PivotMechanism(
                    right.affine(),
                    right.profiles(),
                    right.values(),
                    right.earned(),
                    right.policy(),
                    right.without(),
                    solve(AffineWorld.plain(world)).transfers(),
                    right.ties());
            found += verify(wrong).of(Property.CONTRIBUTION).status() == Status.FAILS ? 1 : 0;
        }
        assertThat(found).isGreaterThan(15);
    }
}
