package org.dynama.ama.search;

import java.util.List;
import org.dynama.refusal.Refusal;
import org.dynama.solver.Regularizer;

/**
 * How to search.
 *
 * @param optimizer where the starts come from and what is refined
 * @param coordinates in which it moves
 * @param points that are tried before anything is refined
 * @param ascent from a start to a finished mechanism
 * @param entropy that smooths derivatives
 * @param differences that take their place
 * @param seed of all streams
 */
public record SearchSettings(
        Optimizer optimizer,
        Coordinates coordinates,
        Points points,
        Ascent ascent,
        Entropy entropy,
        Differences differences,
        long seed) {

    /**
     * What is searched.
     *
     * @param boosts which of them are searched as one
     * @param weights whether agents' weights are searched, too
     */
    public record Coordinates(BoostSharing boosts, boolean weights) {}

    /**
     * Points of a Sobol sequence.
     *
     * @param count how many are tried; at least {@code starts}
     * @param starts how many of them go on; at least 1
     */
    public record Points(int count, int starts) {}

    /**
     * Gradient steps.
     *
     * @param profiles fresh ones per step; at least 2
     * @param iterations on the way from a start to a finished mechanism
     * @param steps sizes of first steps relative to the rewards, positive, at least one; in the finest coordinates the best
     *     start tries each, and the others take the one that has led it highest; in coarser ones all take the first
     */
    public record Ascent(int profiles, int iterations, List<Double> steps) {
        /**
         * What a search tries by itself. Long steps get from a coarse mechanism to a fine one; where an objective has many
         * basins, as a makespan has, they leave a deep one for a wide one, and shorter steps lead further.
         */
        public static final List<Double> AUTO = List.of(0.05, 0.02, 0.01);

        public Ascent {
            steps = List.copyOf(steps);
        }

        /** One size of first steps. */
        public Ascent(int profiles, int iterations, double step) {
            this(profiles, iterations, List.of(step));
        }

        /** How many sizes are tried. */
        int tries() {
            return steps.size();
        }
    }

    /**
     * The entropy of a regularized problem.
     *
     * @param joint rather than conditional
     * @param temperature at the start of an ascent, beside the largest reward; positive; it falls to a quarter
     */
    public record Entropy(boolean joint, double temperature) {

        /** This entropy at a temperature {@code factor} times as high. */
        Regularizer times(double factor) {
            return joint
                    ? new Regularizer.JointEntropy(temperature * factor)
                    : new Regularizer.ConditionalEntropy(temperature * factor);
        }
    }

    /**
     * Differences between perturbed mechanisms.
     *
     * @param perturbations mechanisms around the present one that a step tries, in antithetic pairs; even
     * @param smoothing their standard deviation at the start of an ascent, relative to the rewards; positive; it falls to
     *     a quarter
     */
    public record Differences(int perturbations, double smoothing) {
        public Differences {
            if (perturbations < 2 || perturbations % 2 != 0) {
                throw new Refusal(
                        "perturbations", perturbations, "must be even and at least 2: they come in pairs", "Maybe 20.");
            }
        }
    }

    /** {@link Optimizer#AUTO} with the defaults of the command line. */
    public static SearchSettings defaults(long seed, boolean weights) {
        return new SearchSettings(
                Optimizer.AUTO,
                new Coordinates(BoostSharing.AUTO, weights),
                new Points(2048, 8),
                new Ascent(1024, 300, Ascent.AUTO),
                new Entropy(true, 0.01),
                new Differences(20, 0.1),
                seed);
    }
}
