package org.dynama.solver.soft;

import org.dynama.solver.kernel.Rows;

/**
 * Solves {@code E diag(nu) E' x = b} to a part of the largest number of {@code x}, whatever the visits of its state.
 *
 * <p>{@link MetricSolver} weighs errors by the root of visits: beside ten visits, the number of a state with 1e-60 may be anything.
 * So states are solved again among those that are visited less and less alone, with what the others have found; a chance number
 * there would be a step of Newton's method to anywhere.
 */
final class MetricLevels {
    /** What is visited less than so many times the most visited state of a level has a level of its own. */
    private static final double LEVEL = 1e-10;

    /** Below the last level visits are felt by nothing, and half a step of the preconditioner will do. */
    private static final int LEVELS = 4;

    private final MetricSolver metric;
    private final double[] most = new double[Rows.WIDTH];
    /** The square of the size of the solution, about. */
    private final double[] size = new double[Rows.WIDTH];

    MetricLevels(MetricSolver metric) {
        this.metric = metric;
    }

    /**
     * Solves with the policy that the flow has loaded.
     *
     * @param x receives the solution, from zero on
     * @param relative by lane, the part of the largest number of {@code x}, about, by which any may be off; 1 asks for nothing
     */
    void solve(double[][] x, double[][] b, double[][] policy, double[][] visits, double[] relative) {
        metric.begin(x, b);
        Rows.fill(size, 0);
        Rows.fill(most, 0);
        for (double[] row : visits) {
            Rows.max(most, row);
        }
        for (int level = 0; level < LEVELS && forget(x, visits, level > 0); level++) {
            if (level > 0) {
                metric.remain(x, b, policy, visits);
            }
            metric.precondition(visits);
            for (int w = 0; w < Rows.WIDTH; w++) {
                size[w] = Math.max(size[w], metric.rho[w] / most[w]);
                double part = relative[w] < 1 ? relative[w] * relative[w] * LEVEL : Double.POSITIVE_INFINITY;
                metric.bound[w] = metric.rho[w] > 0 ? part * size[w] * most[w] : 0;
            }
            metric.descend(x, b, policy, visits);
            Rows.scale(most, LEVEL);
            System.arraycopy(most, 0, metric.limit, 0, Rows.WIDTH);
        }
        if (forget(x, visits, true)) {
            metric.remain(x, b, policy, visits);
            metric.precondition(visits);
            for (int s = 0; s < x.length; s++) {
                Rows.addScaled(x[s], 0.5, metric.better[s]);
            }
        }
    }

    /** Sets the states of a level to zero, whose numbers are errors of larger ones; whether there are any. */
    private boolean forget(double[][] x, double[][] visits, boolean mayBeNone) {
        boolean any = !mayBeNone;
        for (int s = 0; s < x.length && mayBeNone; s++) {
            for (int w = 0; w < Rows.WIDTH; w++) {
                boolean below = visits[s][w] < metric.limit[w];
                x[s][w] = below ? 0 : x[s][w];
                any |= below;
            }
        }
        return any;
    }
}
