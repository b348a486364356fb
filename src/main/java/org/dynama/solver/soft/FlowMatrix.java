package org.dynama.solver.soft;

import org.dynama.model.Transitions;
import org.dynama.solver.kernel.Rows;

/**
 * The matrix {@code A = I - discount * P_pi} of a policy for each of {@link Rows#WIDTH} profiles, split as {@code A = M - U}:
 * {@code U} leads to states that come later in the sweeps' order, {@code M}, which is triangular, to the others.
 */
final class FlowMatrix {
    private final FlowGraph graph;
    private final Transitions transitions;
    private final double[] mass = new double[Rows.WIDTH];
    /** One over the diagonal of {@code M}, by state. */
    private final double[][] inverse;

    private double[][] policy = {};

    FlowMatrix(FlowGraph graph) {
        this.graph = graph;
        transitions = graph.transitions;
        inverse = new double[graph.states()][Rows.WIDTH];
    }

    int states() {
        return graph.states();
    }

    /** Takes a policy, rows by pair, which must stay as it is while this matrix is used. */
    void load(double[][] pi) {
        policy = pi;
        for (int s = 0; s < inverse.length; s++) {
            Rows.fill(inverse[s], 1);
            boolean stays = false;
            for (int p = transitions.firstPair(s); p < transitions.endPair(s); p++) {
                if (graph.stay[p] > 0) {
                    Rows.addScaled(inverse[s], -graph.stay[p], pi[p]);
                    stays = true;
                }
            }
            if (stays) {
                Rows.reciprocal(inverse[s]);
            }
        }
    }

    /** {@code x = M^-1 x}, or {@code M'^-1 x}. */
    void solve(double[][] x, boolean transposed) {
        if (transposed) {
            solveTransposed(x);
            return;
        }
        for (int k = 0; k < graph.states(); k++) {
            int s = graph.order.at(k);
            for (int p = transitions.firstPair(s); p < transitions.endPair(s); p++) {
                Gather.addProduct(x[s], policy[p], graph.weight, graph.next, graph.first[p], graph.split[p], x);
            }
            Rows.multiply(x[s], x[s], inverse[s]);
        }
    }

    private void solveTransposed(double[][] x) {
        for (int k = graph.states() - 1; k >= 0; k--) {
            int s = graph.order.at(k);
            Rows.multiply(x[s], x[s], inverse[s]);
            for (int p = transitions.firstPair(s); p < transitions.endPair(s); p++) {
                scatter(x, p, x[s], graph.first[p], graph.split[p]);
            }
        }
    }

    /** {@code out += policy times x of a pair's state, on the successors from..to-1}. */
    private void scatter(double[][] out, int p, double[] x, int from, int to) {
        if (to == from + 1) {
            Rows.addScaledProduct(out[graph.next[from]], graph.weight[from], policy[p], x);
        } else if (to > from) {
            Rows.multiply(mass, policy[p], x);
            for (int k = from; k < to; k++) {
                Rows.addScaled(out[graph.next[k]], graph.weight[k], mass);
            }
        }
    }

    /** {@code out = x - U y}, or {@code x - U' y}. */
    void subtractLater(double[][] out, double[][] x, double[][] y, boolean transposed) {
        for (int s = 0; s < graph.states(); s++) {
            Rows.fill(out[s], 0);
        }
        for (int s = 0; s < graph.states(); s++) {
            for (int p = transitions.firstPair(s); p < transitions.endPair(s); p++) {
                int from = graph.split[p];
                int to = graph.first[p + 1];
                if (transposed) {
                    scatter(out, p, y[s], from, to);
                } else {
                    Gather.addProduct(out[s], policy[p], graph.weight, graph.next, from, to, y);
                }
            }
        }
        for (int s = 0; s < graph.states(); s++) {
            Rows.set(out[s], x[s], -1, out[s]);
        }
    }

    /** {@code out = b - A x}, or {@code b - A' x}. */
    void residual(double[][] out, double[][] b, double[][] x, boolean transposed) {
        for (int s = 0; s < graph.states(); s++) {
            Rows.set(out[s], b[s], -1, x[s]);
        }
        for (int s = 0; s < graph.states(); s++) {
            for (int p = transitions.firstPair(s); p < transitions.endPair(s); p++) {
                int from = graph.first[p];
                int to = graph.first[p + 1];
                if (transposed) {
                    scatter(out, p, x[s], from, to);
                } else {
                    Gather.addProduct(out[s], policy[p], graph.weight, graph.next, from, to, x);
                }
                if (graph.stay[p] > 0) {
                    Rows.addScaledProduct(out[s], graph.stay[p], policy[p], x[s]);
                }
            }
        }
    }
}
