package org.dynama.solver.sparse;

import java.util.Arrays;

/**
 * How far the values of each state may be off: everywhere the same, or, per period, what errors add up to on the way to a
 * state that recurs, from which biases count.
 */
final class Passages {
    private static final double SPARE = 1.125;

    private final SparseGraph graph;
    private final LaneSweeps sweeps;
    private final LaneBounds bounds;
    private final PolicyMatrix matrix;
    private final ChainEquations equations;
    private final LaneVisits visits;
    private final double[] distance;

    Passages(LaneSweeps sweeps, LaneBounds bounds, PolicyMatrix matrix, ChainEquations equations, LaneVisits visits) {
        graph = sweeps.graph;
        this.sweeps = sweeps;
        this.bounds = bounds;
        this.matrix = matrix;
        this.equations = equations;
        this.visits = visits;
        distance = new double[graph.states];
    }

    /**
     * By state; not a copy.
     *
     * @param error of values or of the gain
     */
    double[] distance(double error) {
        Arrays.fill(distance, error);
        if (!graph.average) {
            return distance;
        }
        int[] policy = sweeps.policy;
        visits.measure(policy);
        int origin = 0;
        for (int k = 0; k < graph.states; k++) {
            origin = visits.visits[k] > visits.visits[origin] ? k : origin;
        }
        int[] members = new int[graph.states];
        double[] right = new double[graph.states];
        int count = 0;
        for (int k = 0; k < graph.states; k++) {
            if (k != origin && policy[k] >= 0) {
                members[count] = k;
                right[count++] = SPARE * feigned(k) + error;
            }
        }
        matrix.take(policy, members, count, -1);
        double[] found = new double[count];
        equations.solve(matrix, false, Arrays.copyOf(right, count), found);
        distance[origin] = 0;
        for (int i = 0; i < count; i++) {
            // Where nothing converged, nothing is sure.
            distance[members[i]] = found[i] >= right[i] ? SPARE * found[i] : Double.POSITIVE_INFINITY;
        }
        return distance;
    }

    private double feigned(int k) {
        double most = bounds.noise(k, sweeps.policy[k]);
        for (int j = graph.pairs[k]; j < graph.pairs[k + 1]; j++) {
            double lead = bounds.lead(k, j);
            most = lead > Double.NEGATIVE_INFINITY ? Math.max(most, lead + 2 * bounds.noise(k, j)) : most;
        }
        return most;
    }
}
