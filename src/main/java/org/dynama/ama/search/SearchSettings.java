package org.dynama.ama.search;

import org.dynama.refusal.Refusal;
import org.dynama.solver.Regularizer;

/**
 * How to search.
 *
 * @param strategy where the starts come from and what is refined
 * @param joint joint entropy rather than conditional
 * @param temperature of the entropy at the start of an ascent, beside the largest reward; positive; it falls to a quarter
 * @param profiles fresh profiles per gradient step; at least 2
 * @param iterations gradient steps on the way from a start to a finished mechanism
 * @param step size of a step relative to the rewards; positive
 * @param perturbations mechanisms around the present one that a zeroth-order step tries, in antithetic pairs; even
 * @param smoothing their standard deviation at the start of an ascent, relative to the rewards; positive; it falls to a
 *     quarter
 * @param sharing which boosts are searched as one
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
        int perturbations,
        double smoothing,
        BoostSharing sharing,
        int starts,
        int searchPoints,
        boolean weights,
        long seed) {

    /** Where the starts come from and what is refined. */
    public enum Strategy {
        /** Boosts shared by action, then by stage and action (without stages: by the state entered), then the full table. */
        COARSE_TO_FINE,
        /** The full table from VCG and from points spread over full tables. */
        REGULARIZED_GRADIENT,
        /** Nothing: the best of many points wins, as in the paper's grid search. */
        SOBOL,
        /** Like coarse to fine, by differences instead of derivatives. */
        ZEROTH_ORDER,
        /** VCG. */
        NONE
    }

    public SearchSettings {
        if (perturbations < 2 || perturbations % 2 != 0) {
            throw new Refusal(
                    "perturbations", perturbations, "must be even and at least 2: they come in pairs", "Maybe 20.");
        }
    }

    /** Coarse to fine with the defaults of the command line. */
    public static SearchSettings defaults(long seed, boolean weights) {
        return new SearchSettings(
                Strategy.COARSE_TO_FINE,
                true,
                0.01,
                1024,
                300,
                0.05,
                20,
                0.1,
                BoostSharing.AUTO,
                8,
                2048,
                weights,
                seed);
    }

    Regularizer regularizer(double factor) {
        return joint
                ? new Regularizer.JointEntropy(temperature * factor)
                : new Regularizer.ConditionalEntropy(temperature * factor);
    }
}
