package org.dynama.solver.soft;

import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.model.Transitions;
import org.dynama.solver.Measures;
import org.dynama.solver.kernel.CompiledWelfare;
import org.dynama.solver.kernel.Rows;
import org.dynama.solver.kernel.TableMeasures;

/** A regularized solution of a sparse MDP with its policy; the entropies differ in their pullbacks. */
abstract class IteratedMeasures extends TableMeasures implements Measures.Regularized {
    final SparseRegularized sparse;
    final Transitions transitions;
    final double alpha;
    final double[][] policy;
    final double[] values;

    IteratedMeasures(SparseRegularized sparse, Profiles profiles, double alpha) {
        super(sparse.kernel, profiles);
        this.sparse = sparse;
        this.alpha = alpha;
        transitions = solver.mdp.transitions();
        policy = solver.takeTable();
        values = new double[count];
    }

    /** Fills the table: visits of states times the policy. */
    final void spread(double[][] visits) {
        for (int p = 0; p < table.length; p++) {
            Rows.multiply(table[p], visits[transitions.stateOf(p)], policy[p]);
        }
    }

    final double[][] stateRows() {
        return new double[solver.states][Rows.WIDTH];
    }

    @Override
    public final double[] values() {
        return values;
    }

    @Override
    public final Measures pullback(AffineWelfare cotangent) {
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
        pullback(g);
        return result;
    }

    /** From {@code g}, rows by pair, to sensitivities in the same rows; the policy is loaded. */
    abstract void pullback(double[][] g);

    @Override
    protected void release() {
        solver.giveTable(policy);
        super.release();
    }
}
