package org.dynama.ama.menu.candidates;

import java.util.Arrays;
import org.dynama.model.Profiles;
import org.dynama.model.RewardMap;
import org.dynama.world.Environment;

/**
 * The features of a menu's entries, by agent and component of her type: a type of which most components are zero touches few
 * columns, which is what makes menus of worlds with thousands of features fast.
 */
final class FeatureTable {
    private final int entries;
    private final int agents;
    private final int width;
    /** Of column {@code i * (d + 1) + component + 1}; the next column's is one past its end. */
    private final int[] begin;

    private final int[] entry;
    private final double[] coefficient;
    /** By column. */
    private final double[] least;

    private final double[] most;
    /** Whether an entry stays without agent {@code i}; shape {@code [n][K]}. */
    private final boolean[][] allowed;

    /** @param menu a world of one state whose actions are the entries */
    FeatureTable(Environment menu) {
        RewardMap rewards = menu.rewards();
        entries = rewards.pairs();
        agents = menu.agentCount();
        width = menu.dimension() + 1;
        begin = new int[agents * width + 1];
        int terms = rewards.end(entries - 1);
        for (int m = 0; m < terms; m++) {
            begin[column(rewards, m) + 1]++;
        }
        Arrays.parallelPrefix(begin, Integer::sum);
        entry = new int[terms];
        coefficient = new double[terms];
        least = new double[agents * width];
        most = new double[agents * width];
        int[] next = begin.clone();
        for (int k = 0; k < entries; k++) {
            for (int m = rewards.begin(k); m < rewards.end(k); m++) {
                int at = next[column(rewards, m)]++;
                entry[at] = k;
                coefficient[at] = rewards.coefficient(m);
                least[column(rewards, m)] = Math.min(least[column(rewards, m)], coefficient[at]);
                most[column(rewards, m)] = Math.max(most[column(rewards, m)], coefficient[at]);
            }
        }
        allowed = new boolean[agents][entries];
        for (int i = 0; i < agents; i++) {
            for (int k = 0; k < entries; k++) {
                allowed[i][k] = menu.absence().isAllowed(i, k);
            }
        }
    }

    private int column(RewardMap rewards, int term) {
        return rewards.agent(term) * width + rewards.component(term) + 1;
    }

    /** The number of entries {@code K}. */
    int entries() {
        return entries;
    }

    /** The number of agents {@code n}. */
    int agents() {
        return agents;
    }

    /** Whether an entry stays without an agent. */
    boolean isAllowed(int i, int k) {
        return allowed[i][k];
    }

    /**
     * What agent {@code i} earns by each entry in profile {@code b}; into {@code out}, shape {@code [K]}.
     *
     * @return whether that is nowhere less than nothing, as far as signs tell
     */
    boolean fill(double[] out, int i, Profiles profiles, int b) {
        Arrays.fill(out, 0);
        boolean gains = true;
        for (int k = RewardMap.CONSTANT; k < width - 1; k++) {
            int column = i * width + k + 1;
            double type = begin[column] == begin[column + 1] ? 0 : k < 0 ? 1 : profiles.type(i, k, b);
            if (type != 0) {
                gains &= (type > 0 ? least[column] : -most[column]) >= 0;
                for (int m = begin[column]; m < begin[column + 1]; m++) {
                    out[entry[m]] += type * coefficient[m];
                }
            }
        }
        return gains;
    }
}
