package org.dynama.solver.soft;

import org.dynama.model.Transitions;
import org.dynama.solver.kernel.Rows;

/** Products with {@code E}, the flow out of states less that into them, of a batch: one sweep each. */
final class JointProducts {
    private final FlowGraph graph;
    private final Transitions transitions;
    private final double[] odds = new double[Rows.WIDTH];
    private final double[] mass = new double[Rows.WIDTH];
    private final double[] minus = new double[Rows.WIDTH];

    JointProducts(FlowGraph graph) {
        this.graph = graph;
        transitions = graph.transitions;
        Rows.fill(minus, -1);
    }

    /** {@code out -= E' x} of a pair. */
    void subtractPotential(double[] out, int p, double[][] x) {
        Rows.addProduct(out, minus, x[transitions.stateOf(p)]);
        Gather.add(out, graph.weight, graph.next, graph.first[p], graph.first[p + 1], x);
        if (graph.stay[p] > 0) {
            Rows.addScaled(out, graph.stay[p], x[transitions.stateOf(p)]);
        }
    }

    /** {@code out += E m}, of what one pair carries. */
    void addFlow(double[][] out, int p, double[] m) {
        int s = transitions.stateOf(p);
        Rows.addScaled(out[s], 1 - graph.stay[p], m);
        for (int k = graph.first[p]; k < graph.first[p + 1]; k++) {
            Rows.addScaled(out[graph.next[k]], -graph.weight[k], m);
        }
    }

    /** {@code out = E diag(visits * policy) E' x}. */
    void metric(double[][] out, double[][] x, double[][] policy, double[][] visits) {
        for (double[] row : out) {
            Rows.fill(row, 0);
        }
        for (int p = 0; p < policy.length; p++) {
            int s = transitions.stateOf(p);
            Rows.multiply(odds, policy[p], visits[s]);
            Rows.fill(mass, 0);
            subtractPotential(mass, p, x);
            for (int w = 0; w < Rows.WIDTH; w++) {
                mass[w] *= -odds[w];
            }
            addFlow(out, p, mass);
        }
    }
}
