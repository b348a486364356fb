package org.dynama.solver.soft;

import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.model.Transitions;
import org.dynama.solver.Measures;
import org.dynama.solver.kernel.CompiledWelfare;
import org.dynama.solver.kernel.Rows;
import org.dynama.solver.kernel.TableMeasures;

/**
 * The conditional-entropy solution of a sparse MDP. Its pullback solves two systems with the policy's flow, one of them
 * transposed:
 *
 * <pre>
 * G = g + gamma P Vg,  Vg = sum_a pi G,  h = nu (G - Vg) / alpha
 * lambda = h + y pi,  y = gamma P' lambda
 * </pre>
 */
final class IteratedVisits extends TableMeasures implements Measures.Regularized {
    /** To which share of the right-hand side systems are solved. */
    private static final double EXACT = 1e-14;

    private final SparseRegularized sparse;
    private final Transitions transitions;
    private final double alpha;
    private final double[][] policy;
    private final double[] values;

    /** Solves for the profiles that the kernel has loaded. */
    IteratedVisits(SparseRegularized sparse, Profiles profiles, double alpha, double[][] c) {
        super(sparse.kernel, profiles);
        this.sparse = sparse;
        this.alpha = alpha;
        transitions = solver.mdp.transitions();
        policy = solver.takeTable();
        values = new double[count];
        sparse.iterate(c, policy, alpha, count);
        solver.addInitialValues(values);
        double[][] start = stateRows();
        for (int s = 0; s < start.length; s++) {
            Rows.fill(start[s], solver.initial[s]);
        }
        double[][] visits = stateRows();
        sparse.solve(visits, start, count, EXACT, true);
        for (int p = 0; p < table.length; p++) {
            int s = transitions.stateOf(p);
            // Where hardly anybody comes, a solution to some digits may be below zero by as little.
            Rows.atLeast(visits[s], 0);
            Rows.multiply(table[p], visits[s], policy[p]);
        }
    }

    private double[][] stateRows() {
        return new double[solver.states][Rows.WIDTH];
    }

    @Override
    public double[] values() {
        return values;
    }

    @Override
    public Measures pullback(AffineWelfare cotangent) {
        solver.requireLoaded(profiles);
        TableMeasures result = new TableMeasures(solver, profiles);
        double[][] g = result.table;
        CompiledWelfare gain = solver.compile(cotangent);
        sparse.coefficients(g, gain);
        for (int p = 0; p < g.length; p++) {
            if (gain.loss != null && gain.loss.bears(p)) {
                Rows.addScaled(g[p], 1, solver.losses(gain.loss)[p]);
            }
        }
        sparse.flow.load(policy);
        sensitivities(g);
        spread(g);
        return result;
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
    private void spread(double[][] h) {
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

    @Override
    protected void release() {
        solver.giveTable(policy);
        super.release();
    }
}
