package org.dynama.solver.kernel;

import org.dynama.model.Profiles;

/** Measures kept as a row of profiles per state-action pair. */
public class TableMeasures extends RowMeasures {
    public final double[][] table;

    /** The table may hold anything; the caller fills the row of every pair. */
    public TableMeasures(Kernel solver, Profiles profiles) {
        super(solver, profiles);
        table = solver.takeTable();
    }

    @Override
    protected double[] row(int pair) {
        return table[pair];
    }

    @Override
    protected void release() {
        solver.giveTable(table);
    }
}
