package org.dynama.solver.acyclic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.RandomMdps;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.solver.Measures;
import org.dynama.solver.Regularizer;
import org.dynama.world.Environment;
import org.dynama.world.SequentialSales;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Marginal economies solved after the grand one have the values, to the bit, that they have alone. */
class MarginalSweepTest {
    private static Profiles profiles(Environment sales) {
        return Profiles.draw(sales.agents(), new RandomStream(3, "profiles"), 0, 100);
    }

    private static AffineWelfare welfare(Environment sales, boolean isForbidden) {
        AffineWelfare drawn =
                RandomMdps.welfare(7, sales.agentCount(), sales.mdp().pairCount());
        double[] boosts = drawn.boosts().toArray();
        for (int p = 1; p < boosts.length && isForbidden; p += 5) {
            boosts[p] = Double.NEGATIVE_INFINITY;
        }
        return new AffineWelfare(drawn.weights(), Reals.of(boosts));
    }

    private static List<AffineWelfare> marginals(AffineWelfare grand) {
        List<AffineWelfare> others = new ArrayList<>();
        for (int i = 0; i < grand.weights().size(); i++) {
            others.add(grand.without(i));
        }
        others.add(grand);
        others.add(grand.without(0).without(grand.weights().size() - 1));
        return others;
    }

    private static void agree(
            Mdp mdp, RewardMap rewards, AffineWelfare grand, List<AffineWelfare> all, Profiles types) {
        try (AcyclicSolver one = new AcyclicSolver(mdp, rewards, types.dimension());
                AcyclicSolver together = new AcyclicSolver(mdp, rewards, types.dimension())) {
            for (int repeat = 0; repeat < 2; repeat++) {
                double[][] values = together.marginalValues(grand, all, types);
                for (int e = 0; e < values.length; e++) {
                    assertThat(values[e]).containsExactly(one.values(all.get(e), types));
                }
                try (Measures.Optimal after = together.hard(grand, types)) {
                    double[] found = after.values();
                    double[][] earned = after.rewards();
                    try (Measures.Optimal alone = one.hard(grand, types)) {
                        assertThat(found).containsExactly(alone.values());
                        assertThat(earned).isDeepEqualTo(alone.rewards());
                    }
                }
            }
        }
    }

    @ParameterizedTest(name = "{0} agents, {1} items, forbidden sales {2}")
    @CsvSource({"1, 1, false", "2, 3, true", "4, 3, false", "5, 2, true", "7, 2, false"})
    void salesAreTheSame(int agents, int items, boolean isForbidden) {
        Environment sales = SequentialSales.uniform(agents, items);
        AffineWelfare grand = welfare(sales, isForbidden);
        agree(sales.mdp(), sales.rewards(), grand, marginals(grand), profiles(sales));
    }

    /** Economies that differ by more than who is absent, and rewards that are there without a type, go one by one. */
    @Test
    void whatDiffersOtherwiseGoesOneByOne() {
        Environment sales = SequentialSales.uniform(3, 2);
        AffineWelfare grand = welfare(sales, false);
        AffineWelfare heavier = grand.with(1, 3);
        AffineWelfare other = new AffineWelfare(
                grand.weights(),
                Reals.of(Arrays.stream(grand.boosts().toArray()).map(b -> -b).toArray()));
        List<AffineWelfare> all = List.of(grand.without(2), heavier, other);
        agree(sales.mdp(), sales.rewards(), grand, all, profiles(sales));
        RewardMap.Builder more = new RewardMap.Builder(3, sales.mdp().pairCount());
        for (int p = 0; p < sales.mdp().pairCount(); p++) {
            more.add(p, p % 3, p % 2 - 1, 0.25 * (p % 5));
        }
        agree(sales.mdp(), more.build(), grand, marginals(grand), profiles(sales));
    }

    /** Another batch, and a softened solution in between, leave nothing behind. */
    @Test
    void nothingIsLeftBehind() {
        Environment sales = SequentialSales.uniform(3, 2);
        AffineWelfare grand = welfare(sales, false);
        Profiles first = profiles(sales);
        Profiles second = Profiles.draw(sales.agents(), new RandomStream(4, "profiles"), 0, 100);
        try (AcyclicSolver solver = new AcyclicSolver(sales.mdp(), sales.rewards(), 1);
                AcyclicSolver fresh = new AcyclicSolver(sales.mdp(), sales.rewards(), 1)) {
            solver.marginalValues(grand, marginals(grand), first);
            solver.regularized(grand, first, new Regularizer.JointEntropy(0.1)).close();
            try (Measures.Optimal again = solver.hard(grand, first);
                    Measures.Optimal alone = fresh.hard(grand, first)) {
                assertThat(again.values()).containsExactly(alone.values());
                assertThat(again.sum()).containsExactly(alone.sum());
            }
            assertThat(solver.marginalValues(grand, marginals(grand), second)[1])
                    .containsExactly(fresh.values(grand.without(1), second));
        }
    }
}
