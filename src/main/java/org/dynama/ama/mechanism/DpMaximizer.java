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
    public double[] values(AffineWelfare welfare, Profiles profiles) {
        return solver.values(welfare, profiles);
    }

    @Override
    public Optima optima(AffineWelfare welfare, Profiles profiles) {
        try (Measures.Optimal measures = solver.hard(welfare, profiles)) {
            double[][] borne = new double[losses.size()][];
            for (int k = 0; k < borne.length; k++) {
                borne[k] = measures.inner(AffineWelfare.of(
                        0, losses.get(k), profiles.agents(), welfare.boosts().size()));
            }
            return new Optima(measures.values(), measures.rewards(), borne);
        }
    }

    @Override
    public double[] occupancies(AffineWelfare welfare, Profiles profiles) {
        try (Measures.Optimal measures = solver.hard(welfare, profiles)) {
            return measures.toArray();
        }
    }
}
