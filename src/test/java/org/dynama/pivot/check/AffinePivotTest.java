package org.dynama.pivot.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.dynama.model.Reals;
import org.dynama.pivot.check.Finding.Status;
import org.dynama.pivot.mechanism.OtherMoney;
import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.mechanism.PivotSolver;
import org.dynama.pivot.mechanism.RandomAffine;
import org.dynama.pivot.mechanism.RandomSpaces;
import org.dynama.pivot.mechanism.RandomSpaces.Absence;
import org.dynama.pivot.world.AffineWorld;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.Boost;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The pivot mechanism with weights and boosts keeps its promises in money, at every period, public state, profile and lie. */
class AffinePivotTest {
    private static final List<Property> EXACT = List.of(
            Property.EFFICIENCY,
            Property.MARGINAL_EFFICIENCY,
            Property.INCENTIVES,
            Property.CONTRIBUTION,
            Property.FLOW_FORMULA,
            Property.EXTERNALITY_FORMULA,
            Property.DRAW_INDEPENDENCE,
            Property.TOTALS);

    private static PivotMechanism solve(AffineWorld affine) {
        return PivotSolver.solve(affine, 2, share -> {});
    }

    private static PivotVerification verify(PivotMechanism mechanism) {
        return PivotVerifier.verify(mechanism, 1e-9, 2, share -> {});
    }

    private static Absence absence(long seed) {
        return seed % 3 == 0 ? Absence.SAME : seed % 3 == 1 ? Absence.LESS : Absence.ANY;
    }

    private static AllocationWorld finite(long seed) {
        return RandomSpaces.finite(seed, absence(seed), seed % 2 == 0 ? 0 : -1);
    }

    private static AllocationWorld discounted(long seed) {
        return RandomSpaces.discounted(seed, absence(seed), seed % 2 == 0 ? 0 : -1);
    }

    private static AllocationWorld total(long seed) {
        return RandomSpaces.total(seed, absence(seed), seed % 2 == 0 ? 0 : -1);
    }

    @Test
    void promisesHoldOnFiniteHorizons() {
        holds("finite", AffinePivotTest::finite, 40);
    }

    @Test
    void promisesHoldOnDiscountedHorizons() {
        holds("discounted", AffinePivotTest::discounted, 40);
    }

    @Test
    void promisesHoldOnTotalHorizons() {
        holds("total", AffinePivotTest::total, 40);
    }

    @Test
    @Tag("slow")
    void promisesHoldOnManyTotalHorizons() {
        holds("total", AffinePivotTest::total, 200);
    }

    @Test
    @Tag("slow")
    void promisesHoldOnManyFiniteHorizons() {
        holds("finite", AffinePivotTest::finite, 200);
    }

    @Test
    @Tag("slow")
    void promisesHoldOnManyDiscountedHorizons() {
        holds("discounted", AffinePivotTest::discounted, 200);
    }

    private static void holds(String horizon, LongFunction<AllocationWorld> worlds, int count) {
        int[] promised = new int[3];
        int[] broken = new int[3];
        double smallest = 0;
        for (long seed = 1; seed <= count; seed++) {
            PivotVerification found = verify(solve(RandomAffine.of(worlds.apply(seed), seed)));
            for (Property property : EXACT) {
                assertThat(found.of(property).margin())
                        .as("seed %d, %s", seed, property)
                        .isGreaterThan(-1e-10);
                smallest = Math.min(smallest, found.of(property).margin());
            }
            List<Property> conditional = List.of(Property.PARTICIPATION, Property.NONNEGATIVE, Property.BUDGET);
            for (int k = 0; k < promised.length; k++) {
                Property property = conditional.get(k);
                double margin = found.of(property).margin();
                if (property.premises().stream()
                        .allMatch(premise -> found.of(premise).status() == Status.HOLDS)) {
                    promised[k]++;
                    assertThat(margin).as("seed %d, %s", seed, property).isGreaterThan(-1e-10);
                    smallest = Math.min(smallest, margin);
                } else {
                    broken[k] += margin < -1e-10 ? 1 : 0;
                }
            }
        }
        System.out.printf(
                "%d %s worlds: smallest margin %.1e; participation, against zero, budget: promised %s, not promised and not so %s%n",
                count, horizon, smallest, Arrays.toString(promised), Arrays.toString(broken));
        // Neither the promises nor their premises may be empty.
        assertThat(IntStream.of(promised)).allMatch(worldsOfThem -> worldsOfThem > count / 8);
        assertThat(IntStream.of(broken)).allMatch(worldsOfThem -> worldsOfThem > 0);
    }

    /** Weighted transfers that are not divided by weights make lies pay. */
    @Test
    void otherTransfersAreFoundOut() {
        int lying = 0;
        int charging = 0;
        for (long seed = 1; seed <= 20; seed++) {
            PivotMechanism right = solve(RandomAffine.of(finite(seed), seed));
            Reals weights = right.affine().weights();
            PivotMechanism wrong = new PivotMechanism(
                    right.affine(),
                    right.profiles(),
                    right.values(),
                    right.earned(),
                    right.policy(),
                    right.without(),
                    (t, i, s, z, b) -> weights.get(i) * right.transfers().payment(t, i, s, z, b),
                    right.ties());
            PivotVerification found = verify(wrong);
            lying += found.of(Property.INCENTIVES).status() == Status.FAILS ? 1 : 0;
            charging += found.of(Property.EXTERNALITY_FORMULA).status() == Status.FAILS ? 1 : 0;
        }
        assertThat(charging).isGreaterThan(10);
        assertThat(lying).isGreaterThan(5);
    }

    /** Twice the weights and boosts decide the same, where the public earns nothing itself. */
    @Test
    void onlyProportionsMatterWhereThePublicEarnsNothing() {
        for (long seed = 1; seed <= 10; seed++) {
            AllocationWorld world = OtherMoney.withoutPublic(finite(seed));
            AffineWorld once = RandomAffine.of(world, seed);
            AffineWorld twice = AffineWorld.of(
                    world,
                    once.weights().times(2),
                    once.boosts().stream()
                            .map(boost -> new Boost(
                                    boost.action(), 2 * boost.amount(), boost.period(), boost.state(), boost.draw()))
                            .toList());
            PivotVerification one = verify(solve(once));
            PivotVerification two = verify(solve(twice));
            assertThat(two.welfare()).isCloseTo(one.welfare(), within(1e-10));
            for (int i = 0; i < world.agentCount(); i++) {
                assertThat(two.totals().payments().get(i))
                        .isCloseTo(one.totals().payments().get(i), within(1e-10));
                assertThat(two.truth().get(i)).isCloseTo(one.truth().get(i), within(1e-10));
            }
        }
    }

    /** The same boost in every draw, one by one, is the boost of the action, to the last bit. */
    @Test
    void boostsOfAllDrawsAreOne() {
        for (long seed = 1; seed <= 10; seed++) {
            AllocationWorld world = seed % 2 == 0 ? finite(seed) : discounted(seed);
            Reals weights = Reals.filled(world.agentCount(), 1.5);
            AffineWorld whole = AffineWorld.of(world, weights, List.of(new Boost(0, 0.25), new Boost(1, -0.5)));
            AffineWorld parts = AffineWorld.of(
                    world,
                    weights,
                    IntStream.range(0, world.draws().size())
                            .boxed()
                            .flatMap(
                                    z -> List.of(new Boost(0, 0.25, -1, -1, z), new Boost(1, -0.5, -1, -1, z)).stream())
                            .toList());
            assertThat(parts.copies()).isEqualTo(world.draws().size());
            SameMechanism.assertSame(solve(parts), solve(whole));
        }
    }
}
