package org.dynama.solver.sparse;

import org.dynama.refusal.Failure;
import org.jspecify.annotations.Nullable;

/**
 * How far the values of one profile may be from the exact ones, read from what they miss of the Bellman equation. Where that is
 * {@code r} at most, rounding considered, and no policy makes more than {@code v} visits, values are within {@code r v} of the
 * optimal ones; gains per period within {@code r}.
 *
 * @see <a href="https://doi.org/10.1002/9780470316887">Puterman (1994), Markov Decision Processes, theorems 6.3.1 and 8.5.5</a>
 */
final class LaneBounds {
    /** For what rounding does to the bounds themselves. */
    private static final double SPARE = 1.125;
    /** Beside what the value is made of, at worst: more than this is no value. What is less is said with the value. */
    private static final double BLUNT = 1e-6;

    private final SparseGraph graph;
    private final LaneSweeps sweeps;
    private final double visits;
    /** Null where runs end under every policy. */
    private final @Nullable LaneLoops loops;
    /** No pair's noise is larger; of the last error. */
    private double mostNoise;

    /** @param visits of a run, at most, expected and discounted; 1 per period */
    LaneBounds(LaneSweeps sweeps, double visits, @Nullable LaneLoops loops) {
        this.loops = loops;
        graph = sweeps.graph;
        this.sweeps = sweeps;
        this.visits = visits;
    }

    /** {@code c + discount E[V] - V - g}. */
    double lead(int k, int j) {
        return sweeps.worth(j) - sweeps.value[k] - sweeps.gain;
    }

    double noise(int k, int j) {
        return sweeps.rewards.noise(j, sweeps.flow(k, j));
    }

    double mostNoise() {
        return mostNoise;
    }

    /** Takes the values at hand, whose error is known. */
    void measure() {
        double largest = Math.abs(sweeps.gain);
        for (double each : sweeps.value) {
            largest = Math.max(largest, Math.abs(each));
        }
        mostNoise = sweeps.rewards.mostNoise(largest);
    }

    /**
     * The error of the value of any state, or of the gain.
     *
     * @throws Failure if it is too large for a number to be worth anything
     */
    double error() {
        double size = 0;
        for (int k = 0; k < graph.states; k++) {
            double here = Math.abs(sweeps.value[k]);
            size = sweeps.policy[k] < 0 ? size : Math.max(size, here + sweeps.rewards.parts(sweeps.policy[k]));
        }
        measure();
        double missing = 0;
        for (int k = 0; k < graph.states; k++) {
            int taken = sweeps.policy[k];
            for (int j = graph.pairs[k]; j < graph.pairs[k + 1] && taken >= 0; j++) {
                if (loops != null && loops.isFree(j)) {
                    continue;
                }
                double lead = j == taken ? Math.abs(lead(k, j)) : lead(k, j);
                // Noise is dear: most pairs are too far behind for it to matter.
                missing = lead + mostNoise <= missing ? missing : Math.max(missing, lead + noise(k, j));
            }
        }
        double error =
                loops == null ? SPARE * missing * visits : loops.error(SPARE * missing * loops.visits(this, missing));
        if (!(error <= BLUNT * size)) {
            throw new Failure(
                    "the values of a world of " + graph.states + " states are known to " + error + " only, beside "
                            + size + ": the equations of some policy are nearly singular, or converge too slowly",
                    "Maybe a smaller discount, larger probabilities of an end, or evaluation by linear programs.");
        }
        return error;
    }
}
