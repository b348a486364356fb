package org.dynama.pivot.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.pivot.check.PivotVerification;
import org.dynama.pivot.check.PivotVerifier;
import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.mechanism.PivotSolver;
import org.dynama.pivot.mechanism.RandomSpaces;
import org.dynama.pivot.world.AffineWorld;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.WorldFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AffineSearchTest {
    private static AllocationWorld telescope() {
        return WorldFile.read(Path.of("models/environments/pivot-telescope.json"), Long.MAX_VALUE);
    }

    private static AffineState search(AllocationWorld world, int evaluations, int threads) {
        AffineSearch search = search(world, new AffineSearch.Settings(evaluations, true, 2), threads);
        AffineState state = search.begin();
        while (!search.done(state)) {
            state = search.advance(state);
        }
        return state;
    }

    private static AffineSearch search(AllocationWorld world, AffineSearch.Settings settings, int threads) {
        return new AffineSearch(AffineWorld.plain(world), settings, new RandomStream(1, "search"), threads);
    }

    private static double revenue(PivotMechanism mechanism) {
        PivotVerification found = PivotVerifier.verify(mechanism, 1e-9, 1, share -> {});
        return found.totals().payments().stream().sum();
    }

    /** What is found earns what it is said to, by the verification's forward count, and more than the pivot mechanism. */
    @Test
    void findsMoreThanThePivotMechanism() {
        AllocationWorld world = telescope();
        AffineSearch search = search(world, new AffineSearch.Settings(60, true, 2), 1);
        AffineState state = search.begin();
        while (!search.done(state)) {
            state = search.advance(state);
        }
        assertThat(state.pivot().revenue()).isCloseTo(revenue(PivotSolver.solve(world, 1, share -> {})), within(1e-10));
        assertThat(state.best().revenue()).isGreaterThan(state.pivot().revenue() + 0.1);
        assertThat(revenue(PivotSolver.solve(search.found(state), 1, share -> {})))
                .isCloseTo(state.best().revenue(), within(1e-10));
    }

    @Test
    void threadsChangeNothing() {
        assertThat(search(telescope(), 12, 3)).isEqualTo(search(telescope(), 12, 1));
    }

    /** Of no trial at all, the better of the start and the pivot mechanism is left. */
    @Test
    void aBadStartLosesNothing() {
        AllocationWorld world = telescope();
        AffineWorld bad = AffineWorld.of(world, Reals.filled(world.agentCount(), 1e-3), List.of());
        AffineSearch search =
                new AffineSearch(bad, new AffineSearch.Settings(0, true, 1), new RandomStream(1, "search"), 1);
        AffineState state = search.begin();
        assertThat(search.done(state)).isTrue();
        assertThat(state.best()).isEqualTo(state.pivot());
        assertThat(search.found(state).isAffine()).isFalse();
    }

    /** Revenue of ten random worlds, beside the pivot mechanism's. */
    @Test
    @Tag("slow")
    void tenRandomWorldsEarnMore() {
        List<Double> gains = IntStream.rangeClosed(1, 10)
                .mapToObj(seed -> {
                    AffineState state = search(RandomSpaces.finite(seed, RandomSpaces.Absence.SAME, 0), 600, 1);
                    System.out.printf(
                            "world %d: pivot %.4f, affine %.4f%n",
                            seed, state.pivot().revenue(), state.best().revenue());
                    return state.best().revenue() - state.pivot().revenue();
                })
                .toList();
        assertThat(gains).allMatch(gain -> gain >= 0);
        assertThat(gains).filteredOn(gain -> gain > 0.01).hasSizeGreaterThan(5);
    }
}
