package org.dynama.solver.soft;

import java.util.Arrays;
import org.dynama.solver.kernel.Rows;

/**
 * Solves {@code E diag(nu) E' x = b} for a batch by conjugate gradients. Where a policy leaves nothing to chance, the matrix is
 * {@code A' diag(d) A} with the flow {@code A = M - U} of the policy and its visits {@code d}; its preconditioner is
 * {@code M' diag(d) M}, of which a solution costs one sweep, and which takes visits of any size.
 *
 * <p>A lane stops by itself where the residual, in the norm of the preconditioner, is a given part of the right-hand side's; it is
 * computed anew before anybody believes it.
 *
 * @see <a href="https://doi.org/10.1137/1.9780898718003">Saad (2003), Iterative Methods for Sparse Linear Systems, section 9.2</a>
 */
final class MetricSolver {
    private static final int CYCLES = 20;
    private static final int STEPS = 250;

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
     * @param relative by lane, the part of the right-hand side that may be missed; 1 asks for nothing
     * @return by lane, whether that was reached
     */
    boolean[] solve(double[][] x, double[][] b, double[][] policy, double[][] visits, double[] relative) {
        steps = 0;
        Arrays.fill(open, true);
        for (int s = 0; s < x.length; s++) {
            Rows.fill(x[s], 0);
            System.arraycopy(b[s], 0, residual[s], 0, Rows.WIDTH);
        }
        precondition(visits);
        for (int w = 0; w < Rows.WIDTH; w++) {
            bound[w] = relative[w] * relative[w] * rho[w];
        }
        for (int cycle = 0; cycle < CYCLES && close(); cycle++) {
            for (int s = 0; s < x.length; s++) {
                System.arraycopy(better[s], 0, direction[s], 0, Rows.WIDTH);
            }
            for (int k = 0; k < STEPS && close(); k++) {
                step(x, policy, visits);
            }
            products.metric(image, x, policy, visits);
            for (int s = 0; s < x.length; s++) {
                Rows.set(residual[s], b[s], -1, image[s]);
            }
            Arrays.fill(open, true);
            precondition(visits);
        }
        close();
        boolean[] reached = new boolean[Rows.WIDTH];
        for (int w = 0; w < Rows.WIDTH; w++) {
            reached[w] = !open[w];
        }
        return reached;
    }

    /** Fills {@code better = (M' D M)^-1 residual}, and the residual's size in that norm. */
    private void precondition(double[][] visits) {
        for (int s = 0; s < better.length; s++) {
            System.arraycopy(residual[s], 0, better[s], 0, Rows.WIDTH);
        }
        flow.solve(better, true);
        Rows.fill(rho, 0);
        for (int s = 0; s < better.length; s++) {
            divide(better[s], visits[s], rho);
        }
        flow.solve(better, false);
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
