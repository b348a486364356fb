package org.dynama.ama.menu.candidates;

/** Sums over a block of profiles. */
final class MenuSums {
    /** The objective with hard choices; shape {@code [B]}. */
    final double[] values;
    /** Derivatives in boosts; shape {@code [K]}. */
    final double[] boosts;
    /** Derivatives in weights; shape {@code [n]}. */
    final double[] weights;
    /** Derivatives in features; no rows where they are not asked for. */
    final double[][] features;
    /** The smoothed objective. */
    double smoothed;

    MenuSums(int count, int entries, int agents, int features) {
        values = new double[count];
        boosts = new double[entries];
        weights = new double[agents];
        this.features = new double[features > 0 ? entries : 0][features];
    }
}
