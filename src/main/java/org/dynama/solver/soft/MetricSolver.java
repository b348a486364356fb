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
 * few: {@link MetricLevels} goes on among those alone.
 *
 * @see <a href="https://doi.org/10.1137/1.9780898718003">Saad (2003), Iterative Methods for Sparse Linear Systems, section 9.2</a>
 */
final class MetricSolver {
    private static final int CYCLES = 20;
    private static final int STEPS = 250;

    /** So many cycles that leave more than this part of a squared residual leave rounding errors. */
    private static final int IDLE = 3;

    private static final double STALLED = 0.25;

    private final FlowMatrix flow;
    private final JointProducts products;
    private final double[][] residual;
    private final double[][] direction;
    private final double[][] image;
    /** The last residual after the preconditioner, of the states of the level. */
    final double[][] better;

    /** The last residual's square in the preconditioner's norm, and below which square a lane is done. */
    final double[] rho = new double[Rows.WIDTH];

    private final double[] next = new double[Rows.WIDTH];
    final double[] bound = new double[Rows.WIDTH];
    private final double[] step = new double[Rows.WIDTH];
    private final double[] minus = new double[Rows.WIDTH];
    private final boolean[] open = new boolean[Rows.WIDTH];
    private final int[] idle = new int[Rows.WIDTH];
    /** States with fewer visits are those of the level at hand. */
    final double[] limit = new double[Rows.WIDTH];

    private final double[] least = new double[Rows.WIDTH];
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

    /** Begins at zero, with all states. */
    void begin(double[][] x, double[][] b) {
        steps = 0;
        Rows.fill(limit, Double.POSITIVE_INFINITY);
        for (int s = 0; s < x.length; s++) {
            Rows.fill(x[s], 0);
            System.arraycopy(b[s], 0, residual[s], 0, Rows.WIDTH);
        }
    }

    /** Conjugate gradients to the bounds; leaves the residual as it truly is. */
    void descend(double[][] x, double[][] b, double[][] policy, double[][] visits) {
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
    void remain(double[][] x, double[][] b, double[][] policy, double[][] visits) {
        products.metric(image, x, policy, visits);
        for (int s = 0; s < x.length; s++) {
            Rows.set(residual[s], b[s], -1, image[s]);
        }
    }

    /** Fills {@code better = (M' D M)^-1 residual}, of the states of the level, and the residual's size in that norm. */
    void precondition(double[][] visits) {
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
