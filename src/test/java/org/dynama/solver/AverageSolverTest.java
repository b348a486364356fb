package org.dynama.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.dynama.exact.LpSolution;
import org.dynama.exact.OccupancyLp;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.RandomMdps;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.dynama.solver.average.AverageSolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gains and shares of average-reward MDPs against linear programs, and by hand. */
class AverageSolverTest {

    private static Mdp average(Mdp mdp, Reals initial) {
        return new Mdp(mdp.states(), mdp.actions(), mdp.transitions(), initial, new Horizon.AverageReward());
    }

    /** Random graphs with cycles and chance moves, some actions masked: the gain is the linear program's. */
    @ParameterizedTest(name = "seed {0}, {1} states, masked {2}")
    @CsvSource({
        "1, 5, false",
        "2, 12, false",
        "3, 30, false",
        "4, 8, true",
        "5, 15, true",
        "6, 60, false",
        "7, 2, false"
    })
    void gainsAreThoseOfLinearPrograms(long seed, int states, boolean masked) {
        Mdp cyclic = RandomMdps.discounted(seed, states, 4, 0.9);
        Mdp mdp = average(cyclic, cyclic.initial());
        RewardMap rewards = RandomMdps.rewards(seed, mdp, 3, 2);
        Profiles profiles = RandomMdps.profiles(seed, 3, 2, 130);
        AffineWelfare welfare = RandomMdps.welfare(seed, 3, mdp.pairCount());
        AffineWelfare maximized = masked ? RandomMdps.masked(seed, mdp, welfare) : welfare;
        OccupancyLp lp = new OccupancyLp(mdp, rewards);
        try (OccupancySolver solver = new AverageSolver(mdp, rewards, 2)) {
            for (int from = 0; from < 130; from += 128) {
                Profiles chunk = profiles.slice(from, Math.min(130, from + 128));
                try (Measures.Optimal hard = solver.hard(maximized, chunk)) {
                    double[] shares = hard.toArray();
                    double[] again = hard.inner(maximized);
                    for (int b = 0; b < chunk.count(); b++) {
                        LpSolution solution = lp.solve(maximized, chunk, b);
                        assertThat(hard.values()[b]).isCloseTo(solution.value(), within(1e-9));
                        assertThat(again[b]).isCloseTo(hard.values()[b], within(1e-12));
                        assertFlow(mdp, shares, chunk.count(), b);
                    }
                }
            }
        }
    }

    private static void assertFlow(Mdp mdp, double[] shares, int count, int b) {
        double[] flow = new double[mdp.stateCount()];
        double total = 0;
        for (int pair = 0; pair < mdp.pairCount(); pair++) {
            double share = shares[pair * count + b];
            total += share;
            flow[mdp.stateOf(pair)] += share;
            for (int k = mdp.transitions().begin(pair); k < mdp.transitions().end(pair); k++) {
                flow[mdp.transitions().next(k)] -= mdp.transitions().probability(k) * share;
            }
        }
        assertThat(total).isCloseTo(1, within(1e-12));
        assertThat(flow).containsExactly(new double[flow.length], within(1e-12));
    }

    /** Two loops of length 2 and 3 that meet: the better average wins, whatever it earns on the way in. */
    @Test
    void theBetterLoopWins() {
        Transitions transitions = new Transitions.Builder(5, 2)
                .to(0, 0, 1, 1)
                .to(0, 1, 2, 1)
                .to(1, 0, 0, 1)
                .to(2, 0, 3, 1)
                .to(3, 0, 0, 1)
                .to(4, 0, 0, 1)
                .build();
        Mdp mdp = new Mdp(
                List.of("meet", "short", "long", "longer", "start"),
                List.of("go", "turn"),
                transitions,
                Reals.of(0, 0, 0, 0, 1),
                new Horizon.AverageReward());
        double[] boosts = new double[6];
        boosts[2] = 2; // The short loop earns 2 in 2 periods.
        boosts[3] = 1.5; // The long one 3.3 in 3.
        boosts[4] = 1.8;
        boosts[5] = 1000;
        RewardMap rewards = new RewardMap.Builder(1, 6).build();
        try (OccupancySolver solver = new AverageSolver(mdp, rewards, 1);
                Measures.Optimal hard =
                        solver.hard(new AffineWelfare(Reals.of(1), Reals.of(boosts)), Profiles.of(1, 1, 1, 0.0))) {
            assertThat(hard.values()[0]).isCloseTo(1.1, within(1e-12));
            assertThat(Arrays.stream(hard.sum()).filter(share -> share > 0).toArray())
                    .containsExactly(new double[] {1.0 / 3, 1.0 / 3, 1.0 / 3}, within(1e-12));
        }
    }
}
