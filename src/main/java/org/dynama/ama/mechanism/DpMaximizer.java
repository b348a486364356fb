package org.dynama.ama.mechanism;

import java.util.List;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Loss;
import org.dynama.model.Profiles;
import org.dynama.solver.Measures;
import org.dynama.solver.OccupancySolver;

/**
 * The batch solver as a mechanism's maximizer.
 *
 * @param solver of the environment's MDP
 * @param losses of the environment
 */
public record DpMaximizer(OccupancySolver solver, List<Loss> losses) implements Maximizer {

    @Override
    public BoundedValues values(AffineWelfare welfare, Profiles profiles) {
        return new BoundedValues(solver.values(welfare, profiles), solver.errors(welfare, profiles));
    }

    @Override
    public Optima optima(AffineWelfare welfare, Profiles profiles) {
        try (Measures.Optimal measures = solver.hard(welfare, profiles)) {
            double[] margins = losses.isEmpty() ? measures.decided() : measures.margins();
            double[][] borne = new double[losses.size()][];
            for (int k = 0; k < borne.length; k++) {
                borne[k] = measures.inner(AffineWelfare.of(
                        0, losses.get(k), profiles.agents(), welfare.boosts().size()));
            }
            BoundedValues values = new BoundedValues(measures.values(), solver.errors(welfare, profiles));
            return new Optima(values, margins, measures.rewards(), borne);
        }
    }

    @Override
    public double[] occupancies(AffineWelfare welfare, Profiles profiles) {
        try (Measures.Optimal measures = solver.hard(welfare, profiles)) {
            if (losses.isEmpty()) {
                measures.decided();
            }
            return measures.toArray();
        }
    }
}
