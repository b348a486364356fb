package org.dynama.online.reporting;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Stationary misreports among which an agent with a simulator of her own would look: scales, and squashes to a target. */
public final class StationaryMisreports {
    private static final double[] FACTORS = {0, 0.25, 0.5, 0.75, 0.9, 1.1, 1.25, 1.5, 2};
    private static final double[] TARGETS = {0, 0.5, 1};
    private static final double[] STRENGTHS = {0.1, 0.3, 1};

    private StationaryMisreports() {}

    /**
     * The misreport of the largest utility, the first of equals.
     *
     * @param utility of a way to report, on seeds that an evaluation does not use
     */
    public static Reporting best(ToDoubleFunction<Reporting> utility) {
        List<Reporting> tried = new ArrayList<>();
        for (double factor : FACTORS) {
            tried.add(new Reporting.Scaled(factor));
        }
        for (double target : TARGETS) {
            for (double strength : STRENGTHS) {
                tried.add(new Reporting.Squashed(target, strength));
            }
        }
        Reporting best = tried.get(0);
        double most = Double.NEGATIVE_INFINITY;
        for (Reporting reporting : tried) {
            double gained = utility.applyAsDouble(reporting);
            best = gained > most ? reporting : best;
            most = Math.max(most, gained);
        }
        return best;
    }
}
