package org.dynama.solver.sparse;

import java.util.BitSet;
import org.dynama.model.EndComponents;
import org.jspecify.annotations.Nullable;

/** Which of the policies that errors cannot tell from the best one is the rule's, and how clearly it is the only one. */
final class LaneChoice {
    private final SparseGraph graph;
    private final LaneSweeps sweeps;
    private final LaneBounds bounds;
    /** Null where runs end under every policy. */
    private final @Nullable LaneLoops loops;

    LaneChoice(LaneSweeps sweeps, LaneBounds bounds, @Nullable LaneLoops loops) {
        this.loops = loops;
        graph = sweeps.graph;
        this.sweeps = sweeps;
        this.bounds = bounds;
    }

    /**
     * The policy that takes the lowest of those actions that cannot be told from the best, so that runs end.
     *
     * @param error of the values
     */
    void lowest(double error, int[] out) {
        BitSet level = new BitSet();
        for (int k = 0; k < graph.states; k++) {
            int taken = sweeps.policy[k];
            out[k] = taken;
            if (taken < 0) {
                continue;
            }
            double most = bounds.lead(k, taken);
            level.set(taken);
            int last = loops == null ? taken : graph.pairs[k + 1];
            for (int j = last - 1; j >= graph.pairs[k]; j--) {
                double lead = bounds.lead(k, j) + 2 * error;
                if (lead + bounds.mostNoise() >= most && lead + bounds.noise(k, j) + bounds.noise(k, taken) >= most) {
                    out[k] = Math.min(j, out[k]);
                    level.set(j);
                }
            }
        }
        if (loops != null) {
            loops.lowest(level, out);
        }
    }

    /**
     * The least lead of a policy over what it leaves where it goes, less what errors may feign; infinite without a choice.
     *
     * @param distance by state, how far values may be off
     */
    double margin(int[] policy, boolean[] reached, double[] distance) {
        double margin = Double.POSITIVE_INFINITY;
        BitSet level = graph.average ? new BitSet() : null;
        boolean choice = false;
        for (int k = 0; k < graph.states; k++) {
            int taken = policy[k];
            if (taken < 0 || !(reached[k] || graph.average)) {
                continue;
            }
            // Noise and errors are dear: most pairs are too far behind for them to matter.
            double spare = graph.average ? Double.POSITIVE_INFINITY : bounds.mostNoise() + 2 * distance[k];
            double own = bounds.lead(k, taken) - bounds.noise(k, taken) - spread(k, taken, distance);
            for (int j = graph.pairs[k]; j < graph.pairs[k + 1]; j++) {
                double ahead = own - bounds.lead(k, j);
                if (j != taken && ahead - spare < margin && sweeps.rewards.allows(j)) {
                    ahead -= bounds.noise(k, j) + spread(k, j, distance);
                    margin = reached[k] ? Math.min(margin, ahead) : margin;
                }
                if (level != null) {
                    level.set(graph.pairAt[j], j == taken || ahead <= 0);
                    choice |= j != taken && ahead <= 0;
                }
            }
        }
        // Level pairs out of reach may keep a run elsewhere for ever, at the same gain.
        if (level != null
                && choice
                && margin > 0
                && EndComponents.of(graph.mdp, level).size() > 1) {
            return 0;
        }
        return margin;
    }

    /** What errors of values do to a pair's lead. */
    private double spread(int k, int j, double[] distance) {
        double sum = graph.average ? distance[k] : 0;
        for (int e = graph.entries[j]; e < graph.entries[j + 1]; e++) {
            sum += graph.probability[e] * distance[graph.next[e]];
        }
        return sum;
    }
}
