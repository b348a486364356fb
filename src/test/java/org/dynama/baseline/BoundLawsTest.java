package org.dynama.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.world.Environment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * No optimum that a linear program finds exceeds a bound, in random worlds of finite types: drawn at random, with odds that make
 * virtual values fall, or the medians of cells of continuous distributions, some irregular; costs, constants, masks, a designer's
 * reward, and agents' rewards that count beside payments.
 */
class BoundLawsTest {
    @Test
    void noOptimumExceedsABound() {
        requireBounds(0, 20);
    }

    @Tag("slow")
    @Test
    void noOptimumExceedsABoundInManyWorlds() {
        requireBounds(20, 200);
    }

    /** Of so many worlds; the simplex method in doubles finds no optimum in a few, which say nothing. */
    private static void requireBounds(long first, int worlds) {
        int found = 0;
        for (long seed = first; found < worlds; seed++) {
            assertThat(seed - first).as("worlds tried").isLessThan(worlds + worlds / 10);
            found += isBounded(seed) ? 1 : 0;
        }
    }

    private static boolean isBounded(long seed) {
        Environment world = switch ((int) (seed % 3)) {
            case 0 -> FiniteTypeWorlds.mixed(seed);
            case 1 -> FiniteTypeWorlds.oneNumber(seed);
            default -> FiniteTypeWorlds.cells(seed);
        };
        double welfare = seed % 4 < 2
                ? 0
                : new RandomStream(seed, "welfare").generator(0).nextDouble(2);
        WeightedProfiles all = WeightedProfiles.enumerated(world);
        double optimum;
        try {
            optimum = new OptimalMechanism(false, welfare, 1).solve(world).profit();
        } catch (IllegalStateException unsolved) {
            return false;
        }
        VirtualWelfare surplus = new VirtualWelfare(world, welfare, 1, 1);
        double most = all.mean(BatchOptima.values(
                world, Reals.filled(world.agentCount(), 1 + welfare), world.designer(), all.profiles(), 1));
        double rounding = 1e-9 * (1 + Math.abs(most));
        for (FlowBaseline flow : List.of(
                new VirtualTypeBound(welfare, 1, 1), new CanonicalFlow(welfare, 1), new MixedFlows(welfare, 1))) {
            if (flow.misfit(world).isEmpty()) {
                double bound = all.mean(surplus.values(all.profiles(), flow.chosen(world)));
                assertThat(bound)
                        .as("%s, seed %d, welfare %s", flow.name(), seed, welfare)
                        .isBetween(optimum - rounding, most + rounding);
            }
        }
        return true;
    }
}
