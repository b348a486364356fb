package org.dynama.solver.sparse;

import org.dynama.solver.kernel.Kernel;

/** Values of one profile and the policy that they propose, and sweeps that improve both. */
final class LaneSweeps {
    /** What rounding may feign between two actions while sweeps go on. */
    private static final double LEVEL = 0x1p-48;

    final SparseGraph graph;
    final LaneRewards rewards;
    /** By state, up to a constant where numbers are per period. */
    final double[] value;

    final double[] residual;
    /** By state, the position of the pair; -1 where none is allowed. */
    final int[] policy;

    double gain;
    /** Of the last full sweep: the least and the most that a step changes, and the largest numbers in it. */
    double low;

    double high;
    double size;

    LaneSweeps(SparseGraph graph, LaneRewards rewards) {
        this.graph = graph;
        this.rewards = rewards;
        value = new double[graph.states];
        residual = new double[graph.states];
        policy = new int[graph.states];
    }

    /** {@code c + discount E[V]} of a pair. */
    double worth(int j) {
        double sum = rewards.worth[j];
        for (int e = graph.entries[j]; e < graph.entries[j + 1]; e++) {
            sum += graph.probability[e] * value[graph.next[e]];
        }
        return sum;
    }

    /** The expected value of the initial states, in the order of the MDP's. */
    double initialValue(Kernel kernel) {
        double sum = 0;
        for (int s = 0; s < kernel.states; s++) {
            sum += kernel.initial[s] > 0 ? kernel.initial[s] * value[graph.positionOf[s]] : 0;
        }
        return sum;
    }

    /** The sizes of what {@link #worth} adds up, less the value that it is held against. */
    double flow(int k, int j) {
        double sum = Math.abs(rewards.worth[j]) + Math.abs(value[k]) + Math.abs(gain);
        for (int e = graph.entries[j]; e < graph.entries[j + 1]; e++) {
            sum += graph.probability[e] * Math.abs(value[graph.next[e]]);
        }
        return sum;
    }

    /**
     * Takes the best pair of every state, the one at hand unless another is better by more than {@code least}.
     *
     * @param inPlace whether values follow at once; else residuals are kept
     * @return how many states changed their minds
     */
    int improve(boolean inPlace, double least) {
        int changed = 0;
        low = Double.POSITIVE_INFINITY;
        high = Double.NEGATIVE_INFINITY;
        size = 0;
        for (int k = 0; k < graph.states; k++) {
            int taken = policy[k];
            double most = taken < 0 ? Double.NEGATIVE_INFINITY : worth(taken);
            double floor = most + least + LEVEL * Math.abs(most);
            for (int j = graph.pairs[k]; j < graph.pairs[k + 1]; j++) {
                double worth = j == taken ? most : worth(j);
                if (worth > most && (taken < 0 || worth > floor)) {
                    most = worth;
                    policy[k] = j;
                }
            }
            if (policy[k] < 0) {
                residual[k] = 0;
                continue;
            }
            changed += policy[k] == taken ? 0 : 1;
            double change = most - value[k];
            low = Math.min(low, change);
            high = Math.max(high, change);
            size = Math.max(size, Math.abs(most) + Math.abs(rewards.worth[policy[k]]));
            residual[k] = change;
            value[k] = inPlace ? most - gain : value[k];
        }
        return changed;
    }

    /** Adds the residuals, and what constants are still missing. */
    void follow() {
        double middle = (low + high) / 2;
        double shift = graph.leaks ? 0 : middle * graph.discount / (1 - graph.discount);
        if (graph.average) {
            gain = middle;
            shift = -middle;
        }
        for (int k = 0; k < graph.states; k++) {
            value[k] += policy[k] < 0 ? 0 : residual[k] + shift;
        }
    }
}
