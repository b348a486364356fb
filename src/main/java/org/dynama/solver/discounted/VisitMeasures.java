package org.dynama.solver.discounted;

import org.dynama.model.Profiles;
import org.dynama.solver.Measures;
import org.dynama.solver.kernel.Kernel;
import org.dynama.solver.kernel.Rows;
import org.dynama.solver.kernel.TableMeasures;

/** Hard occupancies of a discounted MDP: expected discounted visits, which sum to {@code 1 / (1 - discount)}. */
final class VisitMeasures extends TableMeasures implements Measures.Optimal {
    private final double[] values;

    /** From a policy that was just found. */
    VisitMeasures(Kernel solver, Profiles profiles, double[] values, PolicyIteration policies) {
        super(solver, profiles);
        this.values = values;
        for (double[] row : table) {
            Rows.fill(row, 0);
        }
        policies.addOccupancies(table, count);
    }

    @Override
    public double[] values() {
        return values;
    }

    @Override
    public double[] margins() {
        throw new UnsupportedOperationException("margins");
    }
}
