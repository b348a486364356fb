package org.dynama.solver.sparse;

import java.util.BitSet;
import org.dynama.model.EndComponents;
import org.dynama.refusal.Failure;

/**
 * How far the values of one profile may be from the exact ones, read from what they miss of the Bellman equation, and how
 * clearly their policy is the only one. Where {@code r} is missed at most, rounding considered, and no policy makes more than
 * {@code v} visits, values are within {@code r v} of the optimal ones; gains per period within {@code r}.
 *
 * @see <a href="https://doi.org/10.1002/9780470316887">Puterman (1994), Markov Decision Processes, theorems 6.3.1 and 8.5.5</a>
 */
final class LaneBounds {
    /** For what rounding does to the bounds themselves. */
    private static final double SPARE = 1.125;
    /** Beside what the value is made of: more than this is no value. */
    private static final double BLUNT = 1e-9;

    private final SparseGraph graph;
    private final LaneSweeps sweeps;
    private final double visits;

    /** @param visits of a run, at most, expected and discounted; 1 per period */
    LaneBounds(LaneSweeps sweeps, double visits) {
        graph = sweeps.graph;
        this.sweeps = sweeps;
        this.visits = visits;
    }

    private boolean allowed(int j) {
        return sweeps.rewards.worth[j] > Double.NEGATIVE_INFINITY;
    }

    /** {@code c + discount E[V] - V - g}. */
    double lead(int k, int j) {
        return sweeps.worth(j) - sweeps.value[k] - sweeps.gain;
    }

    double noise(int k, int j) {
        return sweeps.rewards.noise(j, sweeps.flow(k, j));
    }

    /**
     * The error of the value of any state, or of the gain.
     *
     * @throws Failure if it is too large for a number to be worth anything
     */
    double error() {
        double missing = 0;
        double size = 0;
        for (int k = 0; k < graph.states; k++) {
            int taken = sweeps.policy[k];
            if (taken < 0) {
                continue;
            }
            for (int j = graph.pairs[k]; j < graph.pairs[k + 1]; j++) {
                if (allowed(j)) {
                    double lead = lead(k, j);
                    missing = Math.max(missing, (j == taken ? Math.abs(lead) : lead) + noise(k, j));
                }
            }
            size = Math.max(size, Math.abs(sweeps.value[k]) + sweeps.rewards.parts(taken));
        }
        double error = SPARE * missing * visits;
        if (!(error <= BLUNT * size)) {
            throw new Failure(
                    "the values of a world of " + graph.states + " states are known to " + error + " only, beside " + size
                            + ": the equations of some policy are nearly singular, or converge too slowly",
                    "Maybe a smaller discount, larger probabilities of an end, or evaluation by linear programs.");
        }
        return error;
    }

    /**
     * The policy that takes the lowest of those actions that cannot be told from the best.
     *
     * @param error of the values
     */
    void lowest(double error, int[] out) {
        for (int k = 0; k < graph.states; k++) {
            int taken = sweeps.policy[k];
            out[k] = taken;
            double most = Double.NEGATIVE_INFINITY;
            for (int j = graph.pairs[k]; j < graph.pairs[k + 1] && taken >= 0; j++) {
                most = Math.max(most, allowed(j) ? lead(k, j) : most);
            }
            for (int j = graph.pairs[k + 1] - 1; j >= graph.pairs[k] && taken >= 0; j--) {
                if (allowed(j) && lead(k, j) + 2 * error + noise(k, j) >= most) {
                    out[k] = j;
                }
            }
        }
    }

    /**
     * The least lead of a policy over what it leaves where it goes, less what errors may feign; infinite without a choice.
     *
     * @param distance by state, how far values may be off
     */
    double margin(int[] policy, boolean[] reached, double[] distance) {
        double margin = Double.POSITIVE_INFINITY;
        BitSet level = new BitSet();
        boolean choice = false;
        for (int k = 0; k < graph.states; k++) {
            int taken = policy[k];
            double own = taken < 0 ? 0 : lead(k, taken) - noise(k, taken) - spread(k, taken, distance);
            for (int j = graph.pairs[k]; j < graph.pairs[k + 1] && taken >= 0; j++) {
                if (j == taken) {
                    level.set(graph.pairAt[j]);
                } else if (allowed(j)) {
                    double ahead = own - lead(k, j) - noise(k, j) - spread(k, j, distance);
                    level.set(graph.pairAt[j], ahead <= 0);
                    choice |= ahead <= 0;
                    margin = reached[k] ? Math.min(margin, ahead) : margin;
                }
            }
        }
        // Level pairs out of reach may keep a run elsewhere for ever, at the same gain.
        boolean elsewhere = graph.average && choice && margin > 0;
        return elsewhere && EndComponents.of(graph.mdp, level).size() > 1 ? 0 : margin;
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
