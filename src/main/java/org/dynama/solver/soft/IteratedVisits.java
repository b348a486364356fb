package org.dynama.solver.soft;

import org.dynama.model.Profiles;
import org.dynama.solver.kernel.Rows;

/**
 * The conditional-entropy solution of a sparse MDP. Its pullback solves two systems with the policy's flow, one of them
 * transposed:
 *
 * <pre>
 * G = g + gamma P Vg,  Vg = sum_a pi G,  h = nu (G - Vg) / alpha
 * lambda = h + y pi,  y = gamma P' lambda
 * </pre>
 */
final class IteratedVisits extends IteratedMeasures {
    /** To which share of the right-hand side systems are solved. */
    private static final double EXACT = 1e-14;

    /** Solves for the profiles that the kernel has loaded. */
    IteratedVisits(SparseRegularized sparse, Profiles profiles, double alpha, double[][] c) {
        super(sparse, profiles, alpha);
        sparse.iterate(c, policy, alpha, count);
        solver.addInitialValues(values);
        double[][] start = stateRows();
        for (int s = 0; s < start.length; s++) {
            Rows.fill(start[s], solver.initial[s]);
        }
        double[][] visits = stateRows();
        sparse.solve(visits, start, count, EXACT, true);
        for (double[] row : visits) {
            // Where hardly anybody comes, a solution to some digits may be below zero by as little.
            Rows.atLeast(row, 0);
        }
        spread(visits);
    }

    @Override
    void pullback(double[][] g) {
        sensitivities(g);
        carryOn(g);
    }

    /** From {@code g} to {@code h}, in the same rows. */
    private void sensitivities(double[][] g) {
        double[][] earned = stateRows();
        for (int p = 0; p < g.length; p++) {
            Rows.addProduct(earned[transitions.stateOf(p)], policy[p], g[p]);
        }
        double[][] mean = stateRows();
        sparse.solve(mean, earned, count, EXACT, false);
        for (int p = 0; p < g.length; p++) {
            sparse.bellman.continuation(g[p], g[p], p, mean);
            Rows.sensitivity(g[p], 1 / alpha, table[p], g[p], mean[transitions.stateOf(p)]);
        }
    }

    /** From {@code h} to {@code lambda}, in the same rows. */
    private void carryOn(double[][] h) {
        FlowGraph graph = sparse.graph;
        double[][] pushed = stateRows();
        for (int p = 0; p < h.length; p++) {
            for (int k = graph.first[p]; k < graph.first[p + 1]; k++) {
                Rows.addScaled(pushed[graph.next[k]], graph.weight[k], h[p]);
            }
            if (graph.stay[p] > 0) {
                Rows.addScaled(pushed[transitions.stateOf(p)], graph.stay[p], h[p]);
            }
        }
        double[][] more = stateRows();
        sparse.solve(more, pushed, count, EXACT, true);
        for (int p = 0; p < h.length; p++) {
            Rows.addProduct(h[p], more[transitions.stateOf(p)], policy[p]);
        }
    }
}
