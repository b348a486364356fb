package org.dynama.solver.soft;

import java.util.Arrays;
import org.dynama.refusal.Failure;
import org.dynama.solver.kernel.Rows;

/**
 * The conditional-entropy solution by soft policy iteration: Newton's method on {@code V = Z(V)}, from some sweeps of hard value
 * iteration on. {@code Z} is convex and increasing, so the values of exact steps rise to the solution, quadratically at the end;
 * steps are solved by iteration, the more exactly the nearer the solution is.
 *
 * <p>A lane stops where {@code |Z(V) - V|} is below {@link #CLOSE} temperatures, or as small as rounding lets it be: its values are
 * then right up to that times the largest number of visits, since {@code Z} contracts by as much.
 */
final class SoftIteration {
    private static final double CLOSE = 1e-12;
    /** Rounding of {@code Z(V)}, beside the largest value and the largest coefficient. */
    private static final double ROUNDING = 32 * Math.ulp(1.0);

    private static final int SWEEPS = 12;
    private static final int MOST_STEPS = 500;

    /** To which share of the right-hand side a step is solved far from the solution. */
    private static final double LOOSE = 0.01;

    private final SoftBellman bellman;
    private final FlowMatrix flow;
    private final FlowSolver solver;
    private final double[][] soft;
    private final double[][] step;
    private final double[] error = new double[Rows.WIDTH];
    private final double[] size = new double[Rows.WIDTH];
    private final double[] largest = new double[Rows.WIDTH];
    private final double[] relative = new double[Rows.WIDTH];
    private final double[] length = new double[Rows.WIDTH];
    /** Steps of the last run, of the lane that took most. */
    private int steps;

    SoftIteration(SoftBellman bellman, FlowMatrix flow, FlowSolver solver) {
        this.bellman = bellman;
        this.flow = flow;
        this.solver = solver;
        soft = new double[flow.states()][Rows.WIDTH];
        step = new double[flow.states()][Rows.WIDTH];
    }

    int steps() {
        return steps;
    }

    /**
     * Fills the value rows and the policy, which is left loaded.
     *
     * @param c rows of coefficients by pair
     * @param policy rows by pair
     * @param value rows by state
     * @param count lanes in use
     * @throws Failure if a lane has not converged after 500 steps
     */
    void run(double[][] c, double[][] policy, double[][] value, double alpha, int count) {
        for (double[] row : value) {
            Rows.fill(row, 0);
        }
        for (int k = 0; k < SWEEPS; k++) {
            bellman.sweep(c, value);
        }
        LaneSums.norm(largest, c, false);
        boolean[] open = new boolean[count];
        Arrays.fill(open, true);
        for (steps = 0; ; steps++) {
            bellman.soften(policy, soft, c, value, alpha);
            flow.load(policy);
            if (!isOpen(open, value, alpha)) {
                return;
            }
            if (steps == MOST_STEPS) {
                throw new Failure(
                        "soft policy iteration has taken " + MOST_STEPS + " steps at temperature " + alpha
                                + " and must be done",
                        "Maybe a higher temperature.");
            }
            solver.solve(step, soft, relative, open, false);
            for (int s = 0; s < flow.states(); s++) {
                Rows.addProduct(value[s], length, step[s]);
            }
        }
    }

    /** Fills the residual, and closes the lanes where it is small enough. */
    private boolean isOpen(boolean[] open, double[][] value, double alpha) {
        for (int s = 0; s < flow.states(); s++) {
            Rows.addScaled(soft[s], -1, value[s]);
        }
        LaneSums.norm(error, soft, false);
        LaneSums.norm(size, value, false);
        Rows.fill(length, 0);
        boolean any = false;
        for (int w = 0; w < open.length; w++) {
            double close = Math.max(CLOSE * alpha, ROUNDING * (size[w] + largest[w]));
            open[w] &= error[w] > close;
            length[w] = open[w] ? 1 : 0;
            // A step squares the error; to solve it much more exactly than that, or than is asked for, is idle.
            relative[w] = Math.min(LOOSE, Math.max(0.1 * error[w] / alpha, 0.1 * close / error[w]));
            any |= open[w];
        }
        return any;
    }
}
