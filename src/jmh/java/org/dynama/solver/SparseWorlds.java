package org.dynama.solver;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.dynama.solver.pool.Solvers;

/**
 * Random sparse worlds, the same as in {@code src/peers/sparse_worlds.py}: how long do values of one profile and of many take,
 * and occupancies with them? Main's arguments: HORIZON STATES PROFILES, several triples. One line of JSON each.
 */
public final class SparseWorlds {
    private static final int AGENTS = 3;
    private static final int ACTIONS = 4;
    private static final int BRANCHING = 3;
    private static final int LAYERS = 30;

    private SparseWorlds() {}

    /** The number {@code k} of a stream, U[0, 1): SplitMix64 of a counter. */
    private static double uniform(long stream, long k) {
        long z = (stream << 40) + (k + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return ((z ^ (z >>> 31)) >>> 11) * 0x1p-53;
    }

    /** A world of a horizon: {@code finite}, {@code discounted}, {@code average} or {@code total}. */
    static Mdp world(String kind, int states) {
        Transitions.Builder builder = new Transitions.Builder(states, ACTIONS);
        int width = states / LAYERS;
        for (int pair = 0; pair < states * ACTIONS; pair++) {
            int s = pair / ACTIONS;
            int layer = s / width;
            boolean last = kind.equals("finite") ? layer >= LAYERS - 1 : kind.equals("total") && s == states - 1;
            builder.end(s, pair % ACTIONS);
            double share = 1;
            for (int b = 0; b < BRANCHING && !last; b++) {
                double u = uniform(1, (long) pair * BRANCHING + b);
                int next = kind.equals("finite") ? (layer + 1) * width + (int) (u * width) : (int) (u * states);
                double odds = b == BRANCHING - 1 ? share : share / 2;
                share -= odds;
                builder.to(s, pair % ACTIONS, next, kind.equals("total") ? odds * 0.875 : odds);
            }
            if (kind.equals("total") && !last) {
                builder.to(s, pair % ACTIONS, states - 1, 0.125);
            }
        }
        Horizon horizon = switch (kind) {
            case "finite" -> new Horizon.Finite();
            case "discounted" -> new Horizon.Discounted(0.9);
            case "average" -> new Horizon.AverageReward();
            default -> new Horizon.Total();
        };
        double[] initial = new double[states];
        Arrays.fill(initial, 1.0 / states);
        return new Mdp(names("s", states), names("a", ACTIONS), builder.build(), Reals.of(initial), horizon);
    }

    private static List<String> names(String kind, int count) {
        return IntStream.range(0, count).mapToObj(k -> kind + k).toList();
    }

    static RewardMap rewards(Mdp mdp) {
        RewardMap.Builder builder = new RewardMap.Builder(AGENTS, mdp.pairCount());
        for (int pair = 0; pair < mdp.pairCount(); pair++) {
            builder.add(pair, (int) (uniform(2, pair) * AGENTS), 0, uniform(3, pair));
        }
        return builder.build();
    }

    static Profiles profiles(int count) {
        double[] types = new double[AGENTS * count];
        Arrays.setAll(types, k -> uniform(4, k));
        return Profiles.of(AGENTS, 1, count, types);
    }

    /** Prints a line for each triple. */
    public static void main(String[] args) {
        for (int k = 0; k < args.length; k += 3) {
            measure(args[k], Integer.parseInt(args[k + 1]), Integer.parseInt(args[k + 2]));
        }
    }

    private static void measure(String kind, int states, int count) {
        Mdp mdp = world(kind, states);
        RewardMap rewards = rewards(mdp);
        Profiles profiles = profiles(count);
        AffineWelfare welfare = AffineWelfare.total(AGENTS, mdp.pairCount());
        try (Solvers solvers = Solvers.kernel(mdp, rewards, 1, 1)) {
            double[] values = new double[count];
            double[][] earned = new double[AGENTS][count];
            double[] best = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
            for (int round = 0; round < Math.max(2, 30 / count); round++) {
                long started = System.nanoTime();
                solvers.forEach(
                        count,
                        (solver, from, to) -> {
                            double[] part = solver.values(welfare, profiles.slice(from, to));
                            System.arraycopy(part, 0, values, from, part.length);
                            return part;
                        },
                        part -> {});
                best[0] = Math.min(best[0], (System.nanoTime() - started) / 1e9);
                started = System.nanoTime();
                solvers.forEach(
                        count,
                        (solver, from, to) -> {
                            try (Measures.Optimal hard = solver.hard(welfare, profiles.slice(from, to))) {
                                double[][] part = hard.rewards();
                                for (int i = 0; i < AGENTS; i++) {
                                    System.arraycopy(part[i], 0, earned[i], from, to - from);
                                }
                                return part;
                            }
                        },
                        part -> {});
                best[1] = Math.min(best[1], (System.nanoTime() - started) / 1e9);
            }
            double gap = 0;
            for (int b = 0; b < count; b++) {
                double sum = 0;
                for (double[] each : earned) {
                    sum += each[b];
                }
                gap = Math.max(gap, Math.abs(sum - values[b]) / Math.abs(values[b]));
            }
            System.out.printf(
                    Locale.ROOT,
                    "{\"solver\": \"%s\", \"horizon\": \"%s\", \"states\": %d, \"profiles\": %d, \"values_seconds\": %.4g,"
                            + " \"hard_seconds\": %.4g, \"first_value\": %.17g, \"sum\": %.17g, \"value_against_visits\": %.2g}%n",
                    solvers.description(),
                    kind,
                    states,
                    count,
                    best[0],
                    best[1],
                    values[0],
                    Arrays.stream(values).sum(),
                    gap);
        }
    }
}
