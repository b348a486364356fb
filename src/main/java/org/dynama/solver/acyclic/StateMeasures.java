package org.dynama.solver.acyclic;

import org.dynama.model.Profiles;
import org.dynama.solver.kernel.RowMeasures;
import org.dynama.solver.kernel.Rows;
import org.jspecify.annotations.Nullable;

/** Measures whose sums are known, and whose rows are made a state at a time when they are asked for. */
abstract class StateMeasures extends RowMeasures {
    final AcyclicSolver sweeps;
    final SoftTable soft;
    /** By pair, over all profiles. */
    final double[] sums;
    /** Of one state, by action. */
    private double @Nullable [][] rows;

    private int state = -1;

    StateMeasures(AcyclicSolver solver, Profiles profiles, SoftTable soft) {
        super(solver, profiles);
        sweeps = solver;
        this.soft = soft.hold();
        sums = new double[solver.mdp.pairCount()];
    }

    /** Fills the rows of a state's pairs, where there are any, and the sums of them. */
    abstract void fill(int s, double[][] into, double[] sums);

    @Override
    protected double[] row(int pair) {
        int s = solver.mdp.stateOf(pair);
        if (rows == null) {
            rows = new double[solver.actions][Rows.WIDTH];
        }
        if (s != state) {
            solver.requireLoaded(profiles);
            fill(s, rows, sums); // The same sums again.
            state = s;
        }
        return rows[pair - solver.mdp.firstPair(s)];
    }

    @Override
    public double[] sum() {
        return sums.clone();
    }

    @Override
    protected void release() {
        sweeps.giveSoftTable(soft);
    }
}
