package org.dynama.ama.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.dynama.model.Agent;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.dynama.model.TypeDistribution;
import org.dynama.solver.Measures;
import org.dynama.solver.average.AverageSolver;
import org.dynama.world.Absence;
import org.dynama.world.Environment;
import org.junit.jupiter.api.Test;

/** The way to where a run settles, by doubles as in fractions. */
class WayToSettleTest {
    private static final int STATES = 9;

    /** A way with chance and detours, then a place to stay, or, where there are several, one after every second state. */
    private static Environment world(Random random, boolean several) {
        Transitions.Builder builder = new Transitions.Builder(STATES, 2);
        for (int s = 0; s < STATES; s++) {
            boolean last = s == STATES - 1;
            for (int a = 0; a < 2; a++) {
                builder.end(s, a);
                if (last || (several && a == 1 && s % 2 == 1)) {
                    builder.to(s, a, s, 1);
                } else {
                    int far = s + 1 + random.nextInt(STATES - 1 - s);
                    builder.to(s, a, s, 0.25).to(s, a, s + 1, 0.5).to(s, a, far, 0.25);
                }
            }
        }
        double[] first = new double[STATES];
        first[0] = 0.75;
        first[1] = 0.25;
        Mdp mdp = new Mdp(
                IntStream.range(0, STATES).mapToObj(s -> "s" + s).toList(),
                List.of("a0", "a1"),
                builder.build(),
                Reals.of(first),
                new Horizon.AverageReward());
        RewardMap.Builder rewards = new RewardMap.Builder(1, mdp.pairCount());
        for (int pair = 0; pair < mdp.pairCount(); pair++) {
            rewards.add(pair, 0, 0, random.nextInt(100) / 64.0);
        }
        Agent agent = new Agent("a", new TypeDistribution.Uniform(Reals.of(0), Reals.of(1)));
        return new Environment(
                "ways",
                mdp,
                List.of(agent),
                rewards.build(),
                Reals.filled(mdp.pairCount(), 0),
                new Absence.ZeroReward(),
                List.of());
    }

    private static double[] way(Environment world, Profiles reports, boolean many) {
        AffineMaximizer mechanism = new AffineMaximizer(world, AmaParameters.vcg(world));
        try (AverageSolver solver = new AverageSolver(world.mdp(), world.rewards(), 1, many);
                Measures.Optimal measures = solver.hard(mechanism.grand(), reports)) {
            return measures.passages();
        }
    }

    /** By elimination and by sparse equations, of each of two profiles. */
    @Test
    void theWayToTheOnePlaceIsThatOfFractions() {
        for (long seed = 1; seed <= 40; seed++) {
            Environment world = world(new Random(seed), false);
            Profiles reports = Profiles.of(1, 1, 2, 0.5, 1);
            double[] dense = way(world, reports, false);
            double[] sparse = way(world, reports, true);
            for (int b = 0; b < 2; b++) {
                ExactOutcome exact = new Certification(world, AmaParameters.vcg(world)).policy(reports, b);
                assertThat(exact.passages()).isNotEmpty();
                for (int pair = 0; pair < world.mdp().pairCount(); pair++) {
                    double known = exact.passages().getOrDefault(pair, 0.0);
                    assertThat(dense[2 * pair + b]).as("seed %d", seed).isCloseTo(known, within(1e-12 * (1 + known)));
                    assertThat(sparse[2 * pair + b]).as("seed %d", seed).isCloseTo(known, within(1e-12 * (1 + known)));
                }
            }
        }
    }

    /** Whatever flows into a state on the way flows out of it, and what settles is everything. */
    @Test
    void theWayToSeveralPlacesBalances() {
        for (long seed = 1; seed <= 40; seed++) {
            Environment world = world(new Random(seed), true);
            Mdp mdp = world.mdp();
            Profiles reports = Profiles.of(1, 1, 1, 1);
            double[] way = way(world, reports, false);
            AffineMaximizer mechanism = new AffineMaximizer(world, AmaParameters.vcg(world));
            double[] flow = mdp.initial().toArray();
            double[] shares;
            try (AverageSolver solver = new AverageSolver(mdp, world.rewards(), 1);
                    Measures.Optimal measures = solver.hard(mechanism.grand(), reports)) {
                shares = measures.toArray();
            }
            for (int pair = 0; pair < way.length; pair++) {
                flow[mdp.stateOf(pair)] -= way[pair];
                for (int k = mdp.transitions().begin(pair);
                        k < mdp.transitions().end(pair);
                        k++) {
                    flow[mdp.transitions().next(k)] +=
                            way[pair] * mdp.transitions().probability(k);
                }
            }
            for (int s = 0; s < STATES; s++) {
                // Every place to stay is a single state here.
                assertThat(flow[s])
                        .as("seed %d, state %d", seed, s)
                        .isCloseTo(shares[mdp.firstPair(s)] + shares[mdp.firstPair(s) + 1], within(1e-12));
            }
        }
    }
}
