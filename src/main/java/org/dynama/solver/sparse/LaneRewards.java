package org.dynama.solver.sparse;

import java.util.Arrays;
import org.dynama.solver.kernel.CompiledWelfare;
import org.dynama.solver.kernel.Kernel;

/** What a visit of each pair is worth to one profile, and what rounding may have done to it. */
final class LaneRewards {
    private static final double UNIT = 0x1p-53;
    /** Of weight, boost, type and coefficient to binary, of two products, and what a sum begins with. */
    private static final int INPUTS = 8;

    private final SparseGraph graph;
    /** By position of the pair; minus infinity where it is not allowed. */
    final double[] worth;

    private final double[] parts;

    LaneRewards(SparseGraph graph) {
        this.graph = graph;
        worth = new double[graph.pairAt.length];
        parts = new double[graph.pairAt.length];
    }

    /**
     * Takes one profile's.
     *
     * @param allowed by pair of the MDP
     * @param w the profile's lane
     */
    void take(Kernel kernel, CompiledWelfare welfare, boolean[] allowed, int w) {
        Arrays.fill(worth, Double.NEGATIVE_INFINITY);
        for (int j = 0; j < worth.length; j++) {
            int p = graph.pairAt[j];
            if (allowed[p]) {
                double sum = welfare.base[p];
                double size = welfare.baseSize[p];
                for (int m = welfare.offsets[p]; m < welfare.offsets[p + 1]; m++) {
                    double term = welfare.coefficient[m] * kernel.types[welfare.row[m]][w];
                    sum += term;
                    size += Math.abs(term);
                }
                worth[j] = sum;
                parts[j] = size * (INPUTS + kernel.rewards.end(p) - kernel.rewards.begin(p));
            }
        }
    }

    /**
     * What rounding, of inputs too, may do to {@code c + E[V] - V} of a pair.
     *
     * @param flow the sum of the sizes of what is added up there
     */
    double noise(int j, double flow) {
        int terms = graph.entries[j + 1] - graph.entries[j];
        return UNIT * parts[j] + (2 * (terms + 3) * UNIT + graph.imbalance[j]) * flow;
    }

    /** The sizes of what a pair's worth is the sum of, a few times. */
    double parts(int j) {
        return parts[j];
    }
}
