package org.dynama.solver.discounted;

import java.util.Arrays;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.solver.Measures;
import org.dynama.solver.kernel.Rows;
import org.dynama.solver.kernel.TableMeasures;

/** Hard occupancies of a discounted or total MDP: expected discounted visits. */
final class VisitMeasures extends TableMeasures implements Measures.Optimal {
    private final DiscountedSolver discounted;
    private final AffineWelfare welfare;
    private final double[] values;
    private final PolicyIteration policies;

    /** From a policy that was just found. */
    VisitMeasures(
            DiscountedSolver solver,
            AffineWelfare welfare,
            Profiles profiles,
            double[] values,
            PolicyIteration policies) {
        super(solver, profiles);
        discounted = solver;
        this.welfare = welfare;
        this.values = values;
        this.policies = policies;
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
        double feigned = 2 * discounted.error(welfare, profiles);
        double[] leads = policies.leads(discounted.compile(welfare), table, count);
        return Arrays.stream(leads).map(lead -> lead - feigned).toArray();
    }
}
