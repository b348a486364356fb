package org.dynama.exact;

import java.util.List;
import java.util.stream.IntStream;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;

/**
 * Random sparse worlds: four actions, three successors, rewards U[0, 1]; the same, number by number, as those of
 * {@code src/peers/highs_worlds.py}.
 */
final class SparseWorlds {
    static final int ACTIONS = 4;
    private static final int BRANCHING = 3;
    private static final int STAGES = 20;

    /** Of the generator, Steele, Lea and Flood's SplitMix64. */
    private long seed = 1;

    private SparseWorlds() {}

    private double uniform() {
        seed += 0x9e3779b97f4a7c15L;
        long z = seed;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return ((z ^ (z >>> 31)) >>> 11) * 0x1p-53;
    }

    /**
     * The program of a world; its rewards are constants of one agent.
     *
     * @param horizon finite (20 stages), discounted (0.99), total (one run in twenty ends, every period) or average
     * @param states a multiple of 20
     */
    static OccupancyLp of(String horizon, int states) {
        SparseWorlds random = new SparseWorlds();
        boolean ends = horizon.equals("total");
        boolean staged = horizon.equals("finite");
        int all = ends ? states + 1 : states;
        Transitions.Builder builder = new Transitions.Builder(all, ACTIONS);
        double[] earned = new double[states * ACTIONS];
        int width = states / STAGES;
        for (int k = 0; k < earned.length; k++) {
            int s = k / ACTIONS;
            builder.end(s, k % ACTIONS);
            earned[k] = random.uniform();
            int from = staged ? (s / width + 1) * width : 0;
            double[] odds = new double[BRANCHING];
            int[] next = new int[BRANCHING];
            double sum = 0;
            for (int m = 0; m < BRANCHING; m++) {
                odds[m] = 0.1 + random.uniform();
                next[m] = from + (int) (random.uniform() * (staged ? width : states));
                sum += odds[m];
            }
            for (int m = 0; m < BRANCHING && from < states; m++) {
                builder.to(s, k % ACTIONS, next[m], (ends ? 0.95 : 1) * odds[m] / sum);
            }
            if (ends) {
                builder.to(s, k % ACTIONS, states, 0.05);
            }
        }
        if (ends) {
            builder.end(states, 0);
        }
        Transitions transitions = builder.build();
        RewardMap.Builder rewards = new RewardMap.Builder(1, transitions.pairs());
        for (int k = 0; k < earned.length; k++) {
            rewards.add(transitions.firstPair(k / ACTIONS) + k % ACTIONS, 0, RewardMap.CONSTANT, earned[k]);
        }
        double[] initial = new double[all];
        for (int s = 0; s < states; s++) {
            initial[s] = staged ? 1.0 / states : s == 0 ? 1 : 0;
        }
        Horizon when = switch (horizon) {
            case "finite" -> new Horizon.Finite();
            case "discounted" -> new Horizon.Discounted(0.99);
            case "total" -> new Horizon.Total();
            default -> new Horizon.AverageReward();
        };
        Mdp mdp = new Mdp(names(all), names(ACTIONS), transitions, Reals.of(initial), when);
        return new OccupancyLp(mdp, rewards.build());
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }
}
