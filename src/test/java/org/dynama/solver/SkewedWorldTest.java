package org.dynama.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.dynama.solver.pool.Solvers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One state with 10,000 actions, and 10,000 states with one each: 20,000 pairs, and not a hundred million. */
class SkewedWorldTest {
    private static final int MANY = 10_000;
    /** Of 20,000 pairs; tables of states times actions would take a thousand times as much. */
    private static final long MEMORY = 128L << 20;

    private static Mdp mdp(Horizon horizon, boolean ends) {
        Transitions.Builder builder = new Transitions.Builder(MANY + 1, MANY);
        for (int a = 0; a < MANY; a++) {
            builder.to(0, a, a + 1, 1);
            if (ends) {
                builder.end(a + 1, 0);
            } else {
                builder.to(a + 1, 0, 0, 1);
            }
        }
        double[] initial = new double[MANY + 1];
        initial[0] = 1;
        return new Mdp(
                IntStream.rangeClosed(0, MANY).mapToObj(s -> "state " + s).toList(),
                IntStream.range(0, MANY).mapToObj(a -> "action " + a).toList(),
                builder.build(),
                Reals.of(initial),
                horizon);
    }

    /** The best way there and, in the world that does not end, back again for ever. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isSolvedInTheMemoryOfItsPairs(boolean isFinite) {
        double discount = isFinite ? 1 : 0.5;
        Mdp mdp = mdp(isFinite ? new Horizon.Finite() : new Horizon.Discounted(discount), isFinite);
        Random random = new Random(3);
        double[] there = random.doubles(MANY, -1, 1).toArray();
        double[] then = random.doubles(MANY, -1, 1).toArray();
        RewardMap.Builder rewards = new RewardMap.Builder(1, mdp.pairCount());
        for (int a = 0; a < MANY; a++) {
            rewards.add(mdp.pair(0, a), 0, 0, there[a]);
            rewards.add(mdp.pair(a + 1, 0), 0, 0, then[a]);
        }
        double best = IntStream.range(0, MANY)
                .mapToDouble(a -> there[a] + discount * then[a])
                .max()
                .orElseThrow();
        Profiles profiles = Profiles.of(1, 1, 2, 1.0, 0.25);
        AffineWelfare welfare = AffineWelfare.total(1, mdp.pairCount());
        double[] found = new double[2];
        Settings small = new Settings(Settings.Device.CPU, Settings.Precision.FLOAT64, 1, MEMORY);
        try (Solvers solvers = Solvers.of(mdp, rewards.build(), 1, small, false)) {
            solvers.forEach(
                    profiles.count(),
                    (solver, from, to) -> solver.values(welfare, profiles.slice(from, to)),
                    values -> System.arraycopy(values, 0, found, 0, values.length));
        }
        double often = isFinite ? 1 : 1 / (1 - discount * discount);
        assertThat(found).containsExactly(new double[] {best * often, best * often / 4}, within(1e-12));
    }
}
