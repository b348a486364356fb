package org.dynama.pivot.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.model.Reals;
import org.dynama.pivot.check.PivotVerifier;
import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.mechanism.PivotSolver;
import org.junit.jupiter.api.Test;

class PrivateBundlesTest {
    private static final List<String> GOODS = List.of("barley", "yeast");
    private static final Drift DRIFT = new Drift(0.1, 0.3);

    private static Map<String, Map<String, Double>> map(Object... entries) {
        Map<String, Map<String, Double>> map = new LinkedHashMap<>();
        for (int k = 0; k < entries.length; k += 2) {
            @SuppressWarnings("unchecked") // written below
            Map<String, Double> inner = (Map<String, Double>) entries[k + 1];
            map.put((String) entries[k], inner);
        }
        return map;
    }

    private static AllocationWorld world(BundleValuations valuations, Reals worth) {
        return new Brewery(2, new Brewery.Goods(GOODS, Reals.of(0.5, 0.3), worth), valuations, 3).world();
    }

    /** Valuations that are levels times worth give the numbers of levels, to the last bit. */
    @Test
    void levelsAreASpecialCase() {
        AllocationWorld levels = world(new Brewery.Levels(Reals.of(0.5, 2), DRIFT), Reals.of(0, 1, 5));
        AllocationWorld bundles = world(
                PrivateBundles.of(
                        GOODS,
                        map(
                                "low", Map.of("barley", 0.5, "yeast", 0.5, "yeast+barley", 2.5),
                                "high", Map.of("barley", 2.0, "yeast", 2.0, "barley + yeast", 10.0)),
                        Map.of(),
                        DRIFT),
                Reals.of());
        PivotMechanism one = PivotSolver.solve(levels, 1, share -> {});
        PivotMechanism other = PivotSolver.solve(bundles, 1, share -> {});
        for (int t = 0; t < one.periods(); t++) {
            assertThat(other.values().get(t).grand())
                    .isEqualTo(one.values().get(t).grand());
            for (int row = 0; row < one.values().get(t).grand().length; row++) {
                int s = row / 4;
                assertThat(other.payment(t, 1, s, row % 4)).isEqualTo(one.payment(t, 1, s, row % 4));
            }
        }
    }

    /** A producer without use for hops loses nothing by holding them; what is named is taken as it is. */
    @Test
    void bundlesThatAreNotNamedAreWorthTheBestWithin() {
        PrivateBundles bundles = PrivateBundles.of(
                List.of("a", "b", "c"), map("x", Map.of("a", 3.0, "a + b", 2.0, "b + c", 4.0)), Map.of(), DRIFT);
        // none, a, b, ab, c, ac, bc, abc
        assertThat(bundles.worths().get(0)).isEqualTo(Reals.of(0, 3, 0, 2, 0, 3, 4, 4));
    }

    /** Valuations that bundles reorder, one moving by its own kernel: every promise holds. */
    @Test
    void everythingHoldsWithPrivateBundles() {
        PrivateBundles bundles = PrivateBundles.of(
                GOODS,
                map("brewer", Map.of("barley + yeast", 9.0), "baker", Map.of("barley", 3.0), "idle", Map.of()),
                map("baker", Map.of("baker", 0.8, "brewer", 0.2)),
                DRIFT);
        assertThat(bundles.kernel()).isEqualTo(Reals.of(0.9, 0.1, 0, 0.2, 0.8, 0, 0, 0.3, 0.7));
        PivotMechanism mechanism = PivotSolver.solve(world(bundles, Reals.of()), 1, share -> {});
        assertThat(PivotVerifier.verify(mechanism, 1e-9, 1, share -> {}).findings())
                .allMatch(found -> found.status() == org.dynama.pivot.check.Finding.Status.HOLDS);
        // Producers differ in name only.
        int b = mechanism.profiles().profile(new int[] {0, 0});
        assertThat(mechanism.contribution(0, 0, 0, b)).isPositive().isEqualTo(mechanism.contribution(0, 1, 0, b));
    }

    @Test
    void wrongNamesAreRefused() {
        assertThatThrownBy(() -> PrivateBundles.of(GOODS, map("x", Map.of("malt", 1.0)), Map.of(), DRIFT))
                .hasMessage("valuations.x names \"malt\", which is no good\nKnown are barley, yeast.");
        assertThatThrownBy(() -> PrivateBundles.of(GOODS, map("x", Map.of("yeast + yeast", 1.0)), Map.of(), DRIFT))
                .hasMessage("valuations.x names a good twice in \"yeast + yeast\"\nName each good once.");
        assertThatThrownBy(() -> PrivateBundles.of(
                        GOODS, map("x", Map.of("yeast + barley", 1.0, "barley + yeast", 2.0)), Map.of(), DRIFT))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> PrivateBundles.of(GOODS, map("x", Map.of()), map("x", Map.of("y", 1.0)), DRIFT))
                .hasMessage("kernel.x names \"y\", which is no valuation\nKnown are x.");
        PrivateBundles leaky = PrivateBundles.of(GOODS, map("x", Map.of()), map("x", Map.of("x", 0.5)), DRIFT);
        assertThatThrownBy(() -> world(leaky, Reals.of())).hasMessageContaining("sums to 0.5 and must sum to 1");
    }
}
