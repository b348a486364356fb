package org.dynama.solver.soft;

import org.dynama.model.Transitions;
import org.dynama.solver.kernel.Rows;
import org.dynama.solver.kernel.SoftMaxRows;

/** The soft Bellman operator {@code Z = alpha logsumexp(Q / alpha)}, {@code Q = c + discount * E[v']}, and its hard limit. */
final class SoftBellman {
    private final FlowGraph graph;
    private final Transitions transitions;
    private final double[] most = new double[Rows.WIDTH];
    private final double[] sum = new double[Rows.WIDTH];
    private final double[] inverse = new double[Rows.WIDTH];
    private final double[] scratch = new double[Rows.WIDTH];

    SoftBellman(FlowGraph graph) {
        this.graph = graph;
        transitions = graph.transitions;
    }

    /** {@code out = c + discount * E[v']} of a pair; {@code out} may be {@code c}. */
    void continuation(double[] out, double[] c, int p, double[][] v) {
        if (out != c) {
            System.arraycopy(c, 0, out, 0, Rows.WIDTH);
        }
        Gather.add(out, graph.weight, graph.next, graph.first[p], graph.first[p + 1], v);
        if (graph.stay[p] > 0) {
            Rows.addScaled(out, graph.stay[p], v[transitions.stateOf(p)]);
        }
    }

    /** A sweep of value iteration without entropy, in the order of sweeps, on the rows themselves. */
    void sweep(double[][] c, double[][] v) {
        for (int k = 0; k < graph.states(); k++) {
            int s = graph.order.at(k);
            Rows.fill(most, Double.NEGATIVE_INFINITY);
            for (int p = transitions.firstPair(s); p < transitions.endPair(s); p++) {
                continuation(scratch, c[p], p, v);
                Rows.max(most, scratch);
            }
            System.arraycopy(most, 0, v[s], 0, Rows.WIDTH);
        }
    }

    /** Fills {@code pi = softmax(Q / alpha)}, rows by pair, and {@code Z}, rows by state. */
    void soften(double[][] policy, double[][] soft, double[][] c, double[][] v, double alpha) {
        for (int s = 0; s < graph.states(); s++) {
            int end = transitions.endPair(s);
            Rows.fill(most, Double.NEGATIVE_INFINITY);
            Rows.fill(sum, 0);
            for (int p = transitions.firstPair(s); p < end; p++) {
                continuation(policy[p], c[p], p, v);
                Rows.max(most, policy[p]);
            }
            for (int p = transitions.firstPair(s); p < end; p++) {
                SoftMaxRows.weigh(policy[p], most, alpha, sum);
            }
            SoftMaxRows.logarithm(soft[s], inverse, sum, most, end - transitions.firstPair(s), alpha);
            for (int p = transitions.firstPair(s); p < end; p++) {
                Rows.multiply(policy[p], policy[p], inverse);
            }
        }
    }
}
