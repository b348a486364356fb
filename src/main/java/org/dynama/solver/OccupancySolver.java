package org.dynama.solver;

import java.util.Arrays;
import java.util.List;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;

/**
 * Solves batches of reward tables on one MDP: for every profile the occupancy measure that maximizes an affine
 * welfare. One solver serves one thread at a time.
 */
public interface OccupancySolver extends AutoCloseable {

    /** The optimal values alone; shape {@code [B]}. */
    double[] values(AffineWelfare welfare, Profiles profiles);

    /**
     * The optimal values of marginal economies, to the bit those of each alone. A solver that can solves them state by state together
     * with the grand economy, and has that one's solution ready when it is asked for next.
     *
     * @param grand from which the others differ little
     * @return shape {@code [others][B]}
     */
    default double[][] marginalValues(AffineWelfare grand, List<AffineWelfare> others, Profiles profiles) {
        return others.stream().map(welfare -> values(welfare, profiles)).toArray(double[][]::new);
    }

    /**
     * How far the optimal values may be from the exact ones, in their unit; shape {@code [B]}. A solver that does not know
     * says infinity.
     */
    default double[] errors(AffineWelfare welfare, Profiles profiles) {
        double[] unknown = new double[profiles.count()];
        Arrays.fill(unknown, Double.POSITIVE_INFINITY);
        return unknown;
    }

    /**
     * The optimal occupancies, by dynamic programming. A pair whose boost is minus infinity is not allowed.
     *
     * @param profiles at most {@link #capacity()} of them
     */
    Measures.Optimal hard(AffineWelfare welfare, Profiles profiles);

    /**
     * The optimal occupancies of the problem with an entropy added; every boost must be finite.
     *
     * @throws IllegalArgumentException for an entropy that this solver does not know on this MDP, such as joint entropy
     *     on tensors on anything but a tree of uniform depth, where the recursion would be wrong
     */
    Measures.Regularized regularized(AffineWelfare welfare, Profiles profiles, Regularizer regularizer);

    /** The largest batch that fits the solver's memory budget, a multiple of {@link Profiles#BLOCK}. */
    int capacity();

    @Override
    void close();
}
