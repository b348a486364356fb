package org.dynama.solver.sparse;

import java.util.Arrays;

/**
 * The equations of one policy, {@code A = I - discount P} over some states; of one recurrent class per period with a border,
 *
 * <pre>
 * A = | I - P   1 |      for  h(s) + g = c(s) + E[h(s')],  h = 0 at the origin;
 *     |  e_o'   0 |      transposed, for the shares of periods.
 * </pre>
 */
final class PolicyMatrix {
    private static final double SMALL = 1e-3;

    private final SparseGraph graph;
    private final int[] placeOf;
    private int[] begin = new int[1];
    private int[] next = {};
    private double[] probability = {};
    private double[] diagonal = {};
    /** The states, without the border. */
    int states;

    boolean bordered;
    /** Of the border: a state that recurs. */
    int origin;

    PolicyMatrix(SparseGraph graph) {
        this.graph = graph;
        placeOf = new int[graph.states];
    }

    /**
     * Takes the rows of some states; what leads elsewhere is gone.
     *
     * @param members ascending
     * @param from a state that recurs, for a border, or -1
     */
    void take(int[] policy, int[] members, int count, int from) {
        states = count;
        bordered = from >= 0;
        if (diagonal.length < count) {
            begin = new int[count + 1];
            diagonal = new double[count];
        }
        Arrays.fill(placeOf, -1);
        int size = 0;
        for (int i = 0; i < count; i++) {
            placeOf[members[i]] = i;
            int j = policy[members[i]];
            size += j < 0 ? 0 : graph.entries[j + 1] - graph.entries[j];
        }
        if (next.length < size) {
            next = new int[size];
            probability = new double[size];
        }
        int used = 0;
        for (int i = 0; i < count; i++) {
            int j = policy[members[i]];
            double stay = 0;
            for (int e = j < 0 ? 0 : graph.entries[j]; j >= 0 && e < graph.entries[j + 1]; e++) {
                int to = placeOf[graph.next[e]];
                if (to >= 0) {
                    next[used] = to;
                    probability[used++] = graph.probability[e];
                    stay += to == i ? graph.probability[e] : 0;
                }
            }
            begin[i + 1] = used;
            origin = members[i] == from ? i : origin;
            // A state that is never left is the border's business, not the preconditioner's.
            diagonal[i] = bordered && 1 - stay < SMALL ? 1 : 1 - stay;
        }
    }

    int size() {
        return bordered ? states + 1 : states;
    }

    /** {@code out = right - A x}. */
    void residual(double[] right, double[] x, double[] out) {
        double gain = bordered ? x[states] : 0;
        for (int i = 0; i < states; i++) {
            double sum = right[i] - x[i] - gain;
            for (int e = begin[i]; e < begin[i + 1]; e++) {
                sum += probability[e] * x[next[e]];
            }
            out[i] = sum;
        }
        if (bordered) {
            out[states] = right[states] - x[origin];
        }
    }

    /** {@code out = right - A' x}. */
    void residualTransposed(double[] right, double[] x, double[] out) {
        double total = 0;
        for (int i = 0; i < states; i++) {
            out[i] = right[i] - x[i];
            total += x[i];
        }
        for (int i = 0; i < states; i++) {
            for (int e = begin[i]; e < begin[i + 1]; e++) {
                out[next[e]] += probability[e] * x[i];
            }
        }
        if (bordered) {
            out[origin] -= x[states];
            out[states] = right[states] - total;
        }
    }

    /** Solves with the part of {@code I - discount P} on and before the diagonal, in place: one sweep of Gauss and Seidel. */
    void precondition(double[] x) {
        for (int i = 0; i < states; i++) {
            double sum = x[i];
            for (int e = begin[i]; e < begin[i + 1]; e++) {
                sum += next[e] < i ? probability[e] * x[next[e]] : 0;
            }
            x[i] = sum / diagonal[i];
        }
    }

    /** The same with the transposed part. */
    void preconditionTransposed(double[] x) {
        for (int i = states - 1; i >= 0; i--) {
            x[i] /= diagonal[i];
            for (int e = begin[i]; e < begin[i + 1]; e++) {
                if (next[e] < i) {
                    x[next[e]] += probability[e] * x[i];
                }
            }
        }
    }

    int begin(int i) {
        return begin[i];
    }

    int next(int e) {
        return next[e];
    }

    double probability(int e) {
        return probability[e];
    }
}
