package org.dynama.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;

/** Values and occupancies of a batch, on the host, to be compared. */
final class Solution {
    private final double[] values;
    private final double[] occupancy;

    private Solution(double[] values, double[] occupancy) {
        this.values = values;
        this.occupancy = occupancy;
    }

    static Solution hard(OccupancySolver solver, Problem problem) {
        try (Measures.Optimal measures = solver.hard(problem.welfare(), problem.profiles())) {
            return new Solution(measures.values(), measures.toArray());
        }
    }

    static Solution regularized(OccupancySolver solver, Problem problem, Regularizer regularizer) {
        try (Measures.Optimal measures = solver.regularized(problem.welfare(), problem.profiles(), regularizer)) {
            return new Solution(measures.values(), measures.toArray());
        }
    }

    double[] values() {
        return values;
    }

    double[] occupancy() {
        return occupancy;
    }

    /** The same with every value raised. */
    Solution plus(double constant) {
        return new Solution(
                DoubleStream.of(values).map(value -> value + constant).toArray(), occupancy);
    }

    /** The same with every value multiplied. */
    Solution times(double scale) {
        return new Solution(DoubleStream.of(values).map(value -> value * scale).toArray(), occupancy);
    }

    void isCloseTo(Solution expected, double tolerance) {
        assertThat(values).containsExactly(expected.values, within(tolerance));
        assertThat(occupancy).containsExactly(expected.occupancy, within(tolerance));
    }
}
