package org.dynama.solver.sparse;

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

    /** A welfare's parts by position, so that a profile reads them in order. */
    private final double[] base;

    private final double[] baseSize;
    private final int[] inputs;
    private final int[] terms;
    private int[] row = {};
    private double[] coefficient = {};
    private double[][] types = {};
    private int lane;
    private double mostParts;
    private int mostEntries;
    private double mostImbalance;

    LaneRewards(SparseGraph graph) {
        this.graph = graph;
        int pairs = graph.pairAt.length;
        worth = new double[pairs];
        base = new double[pairs];
        baseSize = new double[pairs];
        inputs = new int[pairs];
        terms = new int[pairs + 1];
        for (int j = 0; j < pairs; j++) {
            mostEntries = Math.max(mostEntries, graph.entries[j + 1] - graph.entries[j]);
            mostImbalance = Math.max(mostImbalance, graph.imbalance[j]);
        }
    }

    /**
     * Takes a welfare.
     *
     * @param allowed by pair of the MDP
     */
    void take(Kernel kernel, CompiledWelfare welfare, boolean[] allowed) {
        types = kernel.types;
        if (row.length < welfare.row.length) {
            row = new int[welfare.row.length];
            coefficient = new double[row.length];
        }
        int used = 0;
        for (int j = 0; j < base.length; j++) {
            int p = graph.pairAt[j];
            base[j] = allowed[p] ? welfare.base[p] : Double.NEGATIVE_INFINITY;
            baseSize[j] = welfare.baseSize[p];
            inputs[j] = INPUTS + kernel.rewards.end(p) - kernel.rewards.begin(p);
            for (int m = welfare.offsets[p]; m < welfare.offsets[p + 1]; m++) {
                row[used] = welfare.row[m];
                coefficient[used++] = welfare.coefficient[m];
            }
            terms[j + 1] = used;
        }
    }

    /** Takes one profile's types. */
    void take(int w) {
        lane = w;
        mostParts = 0;
        for (int j = 0; j < worth.length; j++) {
            double sum = base[j];
            double size = baseSize[j];
            for (int m = terms[j]; m < terms[j + 1]; m++) {
                double term = coefficient[m] * types[row[m]][w];
                sum += term;
                size += Math.abs(term);
            }
            worth[j] = sum;
            mostParts = sum == Double.NEGATIVE_INFINITY ? mostParts : Math.max(mostParts, size * inputs[j]);
        }
    }

    /** The sizes of what a pair's worth is the sum of, a few times. */
    double parts(int j) {
        double size = baseSize[j];
        for (int m = terms[j]; m < terms[j + 1]; m++) {
            size += Math.abs(coefficient[m] * types[row[m]][lane]);
        }
        return size * inputs[j];
    }

    /**
     * What rounding, of inputs too, may do to {@code c + E[V] - V} of a pair.
     *
     * @param flow the sum of the sizes of what is added up there
     */
    double noise(int j, double flow) {
        int count = graph.entries[j + 1] - graph.entries[j];
        return UNIT * parts(j) + (2 * (count + 3) * UNIT + graph.imbalance[j]) * flow;
    }

    /** No pair's noise is larger; {@code value} is the size of the largest. */
    double mostNoise(double value) {
        double perFlow = 2 * (mostEntries + 3) * UNIT + mostImbalance;
        return UNIT * mostParts + perFlow * (mostParts + 3 * value);
    }

    /** Whether a pair is allowed. */
    boolean allows(int j) {
        return worth[j] > Double.NEGATIVE_INFINITY;
    }
}
