package org.dynama.mechanism;

import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.solver.Measures;
import org.dynama.solver.OccupancySolver;

/** The batch solver as a mechanism's maximizer. */
public record DynamicProgram(OccupancySolver solver) implements Maximizer {

    @Override
    public double[] values(AffineWelfare welfare, Profiles profiles) {
        return solver.values(welfare, profiles);
    }

    @Override
    public Optima optima(AffineWelfare welfare, Profiles profiles) {
        try (Measures.Optimal measures = solver.hard(welfare, profiles)) {
            return new Optima(measures.values(), measures.rewards());
        }
    }

    @Override
    public double[] occupancies(AffineWelfare welfare, Profiles profiles) {
        try (Measures.Optimal measures = solver.hard(welfare, profiles)) {
            return measures.toArray();
        }
    }
}
