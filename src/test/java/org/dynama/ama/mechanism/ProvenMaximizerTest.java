package org.dynama.ama.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.dynama.exact.OccupancyLp;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.RandomMdps;
import org.dynama.model.RewardMap;
import org.dynama.solver.pool.Solvers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Optima of dynamic programs, and those of other rewards, before the program that is to prove them. */
class ProvenMaximizerTest {
    private static final int COUNT = 8;

    private static List<Mdp> worlds(long seed) {
        return List.of(
                RandomMdps.acyclic(seed, 12, 3),
                RandomMdps.discounted(seed, 12, 3, 0.95),
                RandomMdps.total(seed, 12, 3));
    }

    private static BoundedValues values(Mdp mdp, RewardMap found, RewardMap proven, AffineWelfare welfare, long seed) {
        Profiles profiles = RandomMdps.profiles(seed, 2, 1, COUNT);
        BoundedValues[] values = new BoundedValues[1];
        try (Solvers solvers = Solvers.kernel(mdp, found, 1, 1)) {
            solvers.forEach(
                    COUNT,
                    (solver, from, to) -> {
                        DpMaximizer dp = new DpMaximizer(solver, List.of(), DpMaximizer.Bounds.NONE);
                        return new ProvenMaximizer(dp, new OccupancyLp(mdp, proven), mdp)
                                .values(welfare, profiles.slice(from, to));
                    },
                    chunk -> values[0] = chunk);
        }
        return values[0];
    }

    /** A proof gives values a small error, in any unit. */
    @ParameterizedTest(name = "unit {0}")
    @ValueSource(doubles = {1e-10, 1, 1e10})
    void optimaAreProven(double unit) {
        for (Mdp mdp : worlds(3)) {
            RewardMap rewards = RandomMdps.rewards(3, mdp, 2, 1);
            AffineWelfare welfare = RandomMdps.welfare(3, 2, mdp.pairCount()).scaled(unit);
            BoundedValues values = values(mdp, rewards, rewards, welfare, 3);
            OccupancyLp lp = new OccupancyLp(mdp, rewards);
            double[] expected = lp.values(welfare, RandomMdps.profiles(3, 2, 1, COUNT));
            for (int b = 0; b < COUNT; b++) {
                assertThat(values.value(b)).isCloseTo(expected[b], within(1e-11 * unit));
                assertThat(values.error(b)).isLessThan(1e-9 * unit);
            }
        }
    }

    /** What is optimal for other rewards is refuted, in every profile. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void optimaOfOtherRewardsAreRefuted(long seed) {
        for (Mdp mdp : worlds(seed)) {
            RewardMap rewards = RandomMdps.rewards(seed, mdp, 2, 1);
            RewardMap others = RandomMdps.rewards(seed + 50, mdp, 2, 1);
            AffineWelfare welfare = RandomMdps.welfare(seed, 2, mdp.pairCount());
            BoundedValues values = values(mdp, others, rewards, welfare, seed);
            for (int b = 0; b < COUNT; b++) {
                assertThat(values.error(b)).isInfinite();
            }
        }
    }
}
