package org.dynama.search;

import org.dynama.solver.Regularizer;

/**
 * How to search.
 *
 * @param strategy where the starts come from and what is refined
 * @param joint joint entropy rather than conditional
 * @param temperature of the entropy at the start of an ascent, in units of reward; positive; it falls to a quarter
 * @param profiles fresh profiles per gradient step; at least 2
 * @param iterations gradient steps on the way from a start to a finished mechanism
 * @param step size of a step relative to the rewards; positive
 * @param starts how many points of the Sobol search are refined; at least 1
 * @param searchPoints points of the Sobol search; at least {@code starts}
 * @param weights whether agents' weights are searched, too
 * @param seed of all streams
 */
public record SearchSettings(
        Strategy strategy,
        boolean joint,
        double temperature,
        int profiles,
        int iterations,
        double step,
        int starts,
        int searchPoints,
        boolean weights,
        long seed) {

    /** Where the starts come from and what is refined. */
    public enum Strategy {
        /** Boosts tied by action, then by stage and action (without stages: by the state entered), then the full table. */
        COARSE_TO_FINE,
        /** The full table from VCG and from points spread over full tables. */
        REGULARIZED_GRADIENT,
        /** VCG. */
        NONE
    }

    /** Coarse to fine with the defaults of the command line. */
    public static SearchSettings defaults(long seed, boolean weights) {
        return new SearchSettings(Strategy.COARSE_TO_FINE, true, 0.01, 1024, 300, 0.05, 8, 2048, weights, seed);
    }

    Regularizer regularizer(double factor) {
        return joint
                ? new Regularizer.JointEntropy(temperature * factor)
                : new Regularizer.ConditionalEntropy(temperature * factor);
    }
}
