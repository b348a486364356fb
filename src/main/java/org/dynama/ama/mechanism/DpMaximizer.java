package org.dynama.ama.mechanism;

import java.util.Arrays;
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
 * @param bounds what is asked for beside values
 */
public record DpMaximizer(OccupancySolver solver, List<Loss> losses, Bounds bounds) implements Maximizer {
    /** What is asked for beside values. */
    public enum Bounds {
        /** Nothing: errors are infinite. For searches. */
        NONE,
        /** Errors. Ties stay as they are, for those who do not mind: audits, and means over drawn profiles. */
        ERRORS,
        /** Errors and margins; ties that change nobody's reward are broken by the rule. */
        ALL
    }

    /** With all bounds. */
    public DpMaximizer(OccupancySolver solver, List<Loss> losses) {
        this(solver, losses, Bounds.ALL);
    }

    private double[] errors(AffineWelfare welfare, Profiles profiles) {
        if (bounds != Bounds.NONE) {
            return solver.errors(welfare, profiles);
        }
        double[] unknown = new double[profiles.count()];
        Arrays.fill(unknown, Double.POSITIVE_INFINITY);
        return unknown;
    }

    private double[] margins(Measures.Optimal measures) {
        if (bounds != Bounds.ALL) {
            return new double[measures.count()];
        }
        return losses.isEmpty() ? measures.decided() : measures.margins();
    }

    @Override
    public BoundedValues values(AffineWelfare welfare, Profiles profiles) {
        return new BoundedValues(solver.values(welfare, profiles), errors(welfare, profiles));
    }

    @Override
    public BoundedValues[] marginalValues(AffineWelfare grand, List<AffineWelfare> others, Profiles profiles) {
        double[][] values = solver.marginalValues(grand, others, profiles);
        BoundedValues[] bounded = new BoundedValues[values.length];
        Arrays.setAll(bounded, e -> new BoundedValues(values[e], errors(others.get(e), profiles)));
        return bounded;
    }

    @Override
    public Optima optima(AffineWelfare welfare, Profiles profiles) {
        try (Measures.Optimal measures = solver.hard(welfare, profiles)) {
            double[] margins = margins(measures);
            double[][] borne = new double[losses.size()][];
            for (int k = 0; k < borne.length; k++) {
                borne[k] = measures.inner(AffineWelfare.of(
                        0, losses.get(k), profiles.agents(), welfare.boosts().size()));
            }
            BoundedValues values = new BoundedValues(measures.values(), errors(welfare, profiles));
            // Where ties are left as they are, paths may be others than the rule's.
            int[][] paths = bounds == Bounds.ALL ? measures.paths() : new int[0][];
            return new Optima(values, margins, measures.rewards(), borne, paths);
        }
    }

    /** The way to where runs settle, as {@link Measures.Optimal#passages}. */
    double[] passages(AffineWelfare welfare, Profiles profiles) {
        try (Measures.Optimal measures = solver.hard(welfare, profiles)) {
            margins(measures);
            return measures.passages();
        }
    }

    @Override
    public double[] occupancies(AffineWelfare welfare, Profiles profiles) {
        try (Measures.Optimal measures = solver.hard(welfare, profiles)) {
            margins(measures);
            return measures.toArray();
        }
    }
}
