package org.dynama.solver.soft;

import java.util.Arrays;
import org.dynama.solver.kernel.Rows;

/**
 * Solves {@code E diag(nu) E' x = b} for a batch by conjugate gradients. Where a policy leaves nothing to chance, the matrix is
 * {@code A' diag(d) A} with the flow {@code A = M - U} of the policy and its visits {@code d}; its preconditioner is
 * {@code M' diag(d) M}, of which a solution costs one sweep, and which takes visits of any size.
 *
 * <p>A lane stops by itself where the residual, in the norm of the preconditioner, is a given part of the right-hand side's, or
 * falls no more; it is computed anew before anybody believes it.
 *
 * <p>That norm weighs each number of {@code x} by its state's visits, so what is small in it may be any number where visits are
 * few. {@link #solveEverywhere} goes on among ever less visited states alone, each time with an error that is small beside theirs.
 *
 * @see <a href="https://doi.org/10.1137/1.9780898718003">Saad (2003), Iterative Methods for Sparse Linear Systems, section 9.2</a>
 */
final class MetricSolver {
    private static final int CYCLES = 20;
    private static final int STEPS = 250;

    /** Whatever is visited less than so many times the most visited of a level has a level of its own. */
    private static final double LEVEL = 1e-10;

    /** Below the last level visits are felt by nothing, and half a step of the preconditioner will do. */
    private static final int LEVELS = 4;

    /** So many cycles that leave more than this part of a squared residual leave rounding errors. */
    private static final int IDLE = 3;

    private static final double STALLED = 0.25;

    private final FlowMatrix flow;
    private final JointProducts products;
    private final double[][] residual;
    private final double[][] direction;
    private final double[][] image;
    private final double[][] better;
    private final double[] rho = new double[Rows.WIDTH];
    private final double[] next = new double[Rows.WIDTH];
    private final double[] bound = new double[Rows.WIDTH];
    private final double[] step = new double[Rows.WIDTH];
    private final double[] minus = new double[Rows.WIDTH];
    private final boolean[] open = new boolean[Rows.WIDTH];
    private final int[] idle = new int[Rows.WIDTH];
    /** States with fewer visits are those of the level at hand. */
    private final double[] limit = new double[Rows.WIDTH];

    private final double[] least = new double[Rows.WIDTH];
    private final double[] size = new double[Rows.WIDTH];
    private int steps;

    MetricSolver(FlowMatrix flow, JointProducts products) {
        this.flow = flow;
        this.products = products;
        int states = flow.states();
        residual = new double[states][Rows.WIDTH];
        direction = new double[states][Rows.WIDTH];
        image = new double[states][Rows.WIDTH];
        better = new double[states][Rows.WIDTH];
    }

    /** What one takes, in rows. */
    static long rows(long states) {
        return 4 * states;
    }

    /** Steps of the last solution. */
    int steps() {
        return steps;
    }

    /**
     * Solves with the policy that the flow has loaded.
     *
     * @param x receives the solution, from zero on
     * @param relative by lane, the part of the right-hand side that may be missed, in the preconditioner's norm
     * @return by lane, whether that was reached
     */
    boolean[] solve(double[][] x, double[][] b, double[][] policy, double[][] visits, double[] relative) {
        begin(x, b);
        precondition(visits);
        for (int w = 0; w < Rows.WIDTH; w++) {
            bound[w] = relative[w] * relative[w] * rho[w];
        }
        descend(x, b, policy, visits);
        boolean[] reached = new boolean[Rows.WIDTH];
        for (int w = 0; w < Rows.WIDTH; w++) {
            reached[w] = rho[w] <= bound[w];
        }
        return reached;
    }

    /**
     * Solves with the policy that the flow has loaded, as near where visits are few.
     *
     * @param x receives the solution, from zero on
     * @param relative by lane, the part of the largest number of {@code x}, about, by which any may be off; 1 asks for nothing
     */
    void solveEverywhere(double[][] x, double[][] b, double[][] policy, double[][] visits, double[] relative) {
        begin(x, b);
        double[] most = new double[Rows.WIDTH];
        for (double[] row : visits) {
            Rows.max(most, row);
        }
        Rows.fill(size, 0);
        for (int level = 0; level < LEVELS && any(visits); level++) {
            precondition(visits);
            for (int w = 0; w < Rows.WIDTH; w++) {
                size[w] = Math.max(size[w], rho[w] / most[w]);
                double part = relative[w] < 1 ? relative[w] * relative[w] * LEVEL : Double.POSITIVE_INFINITY;
                bound[w] = rho[w] > 0 ? part * size[w] * most[w] : 0;
            }
            descend(x, b, policy, visits);
            Rows.scale(most, LEVEL);
            System.arraycopy(most, 0, limit, 0, Rows.WIDTH);
            for (int s = 0; s < x.length; s++) {
                forget(x[s], visits[s]);
            }
            remain(x, b, policy, visits);
        }
        if (any(visits)) {
            precondition(visits);
            for (int s = 0; s < x.length; s++) {
                Rows.addScaled(x[s], 0.5, better[s]);
            }
        }
    }

    private void begin(double[][] x, double[][] b) {
        steps = 0;
        Rows.fill(limit, Double.POSITIVE_INFINITY);
        for (int s = 0; s < x.length; s++) {
            Rows.fill(x[s], 0);
            System.arraycopy(b[s], 0, residual[s], 0, Rows.WIDTH);
        }
    }

    /** Whether there are states of the level at hand. */
    private boolean any(double[][] visits) {
        boolean any = false;
        for (double[] row : visits) {
            for (int w = 0; w < Rows.WIDTH; w++) {
                any |= row[w] < limit[w];
            }
        }
        return any;
    }

    /** Conjugate gradients to the bounds; leaves the residual as it truly is. */
    private void descend(double[][] x, double[][] b, double[][] policy, double[][] visits) {
        Arrays.fill(idle, 0);
        Arrays.fill(open, true);
        System.arraycopy(rho, 0, least, 0, Rows.WIDTH);
        for (int cycle = 0; cycle < CYCLES && close(); cycle++) {
            for (int s = 0; s < x.length; s++) {
                System.arraycopy(better[s], 0, direction[s], 0, Rows.WIDTH);
            }
            for (int k = 0; k < STEPS && close(); k++) {
                step(x, policy, visits);
            }
            remain(x, b, policy, visits);
            precondition(visits);
            for (int w = 0; w < Rows.WIDTH; w++) {
                idle[w] = rho[w] <= STALLED * least[w] ? 0 : idle[w] + 1;
                least[w] = Math.min(least[w], rho[w]);
                open[w] = idle[w] < IDLE;
            }
        }
    }

    /** What is left of the right-hand side. */
    private void remain(double[][] x, double[][] b, double[][] policy, double[][] visits) {
        products.metric(image, x, policy, visits);
        for (int s = 0; s < x.length; s++) {
            Rows.set(residual[s], b[s], -1, image[s]);
        }
    }

    /** Fills {@code better = (M' D M)^-1 residual}, of the states of the level, and the residual's size in that norm. */
    private void precondition(double[][] visits) {
        for (int s = 0; s < better.length; s++) {
            keep(better[s], residual[s], visits[s]);
        }
        flow.solve(better, true);
        Rows.fill(rho, 0);
        for (int s = 0; s < better.length; s++) {
            divide(better[s], visits[s], rho);
        }
        flow.solve(better, false);
        for (int s = 0; s < better.length; s++) {
            keep(better[s], better[s], visits[s]);
        }
    }

    /** {@code x = 0} in lanes in which the state belongs to the level at hand: what is there is an error of larger numbers. */
    private void forget(double[] x, double[] visits) {
        for (int w = 0; w < Rows.WIDTH; w++) {
            x[w] = visits[w] < limit[w] ? 0 : x[w];
        }
    }

    /** {@code out = x} in lanes in which the state belongs to the level at hand, zero in others. */
    private void keep(double[] out, double[] x, double[] visits) {
        for (int w = 0; w < Rows.WIDTH; w++) {
            out[w] = visits[w] < limit[w] ? x[w] : 0;
        }
    }

    /** {@code x = x / d}, {@code sum += x * x / d}. */
    private static void divide(double[] x, double[] d, double[] sum) {
        for (int w = 0; w < Rows.WIDTH; w++) {
            double quotient = x[w] / d[w];
            sum[w] += x[w] * quotient;
            x[w] = quotient;
        }
    }

    /** Closes the lanes that are done; whether any is left. */
    private boolean close() {
        boolean any = false;
        for (int w = 0; w < Rows.WIDTH; w++) {
            open[w] &= rho[w] > bound[w];
            any |= open[w];
        }
        return any;
    }

    private void step(double[][] x, double[][] policy, double[][] visits) {
        steps++;
        products.metric(image, direction, policy, visits);
        Rows.fill(next, 0);
        LaneSums.addDot(next, direction, image);
        for (int w = 0; w < Rows.WIDTH; w++) {
            double length = rho[w] / next[w];
            open[w] &= next[w] > 0 && Double.isFinite(length);
            step[w] = open[w] ? length : 0;
            minus[w] = -step[w];
        }
        for (int s = 0; s < x.length; s++) {
            Rows.addProduct(x[s], step, direction[s]);
            Rows.addProduct(residual[s], minus, image[s]);
        }
        System.arraycopy(rho, 0, next, 0, Rows.WIDTH);
        precondition(visits);
        for (int w = 0; w < Rows.WIDTH; w++) {
            step[w] = open[w] ? rho[w] / next[w] : 0;
        }
        for (int s = 0; s < x.length; s++) {
            Rows.addProduct(better[s], step, direction[s]);
            System.arraycopy(better[s], 0, direction[s], 0, Rows.WIDTH);
        }
    }
}
