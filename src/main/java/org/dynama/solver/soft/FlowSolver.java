package org.dynama.solver.soft;

import java.util.Arrays;
import org.dynama.refusal.Failure;
import org.dynama.solver.kernel.Rows;

/**
 * Solves {@code A x = b} and {@code A' x = b} for a {@link FlowMatrix} of a batch: biconjugate gradients, stabilised, on
 * {@code A M^-1 = I - U M^-1}, of which a product costs one sweep; where they break down or stall, plain sweeps
 * {@code x += M^-1 (b - A x)}, which always converge.
 *
 * <p>Every lane stops by itself once its true residual is small enough, beside the largest entry of {@code b} for values, beside
 * the sum of its sizes for visits; then no step moves it any more, whatever its neighbours do. A value is then wrong by the
 * residual times the number of visits at most, visits by the same sum.
 *
 * @see <a href="https://doi.org/10.1137/0913035">van der Vorst (1992), Bi-CGSTAB</a>
 */
final class FlowSolver {
    /** Rounding of a residual, beside the solution. */
    private static final double ROUNDING = 16 * Math.ulp(1.0);

    private static final int STEPS = 60;
    private static final int CYCLES = 6;
    private static final int MOST_SWEEPS = 100_000;
    private static final int SWEEPS_AT_ONCE = 8;

    /** A cycle must shrink a residual by as much, else sweeps take over: where chance hardly mixes, they are faster. */
    private static final double SLOW = 0.5;

    /** A residual that grows by as much will not come back. */
    private static final double LOST = 1e4;

    /** Residuals that recursions carry along drift from the true ones: they are to be smaller. */
    private static final double DRIFT = 0.25;

    private final FlowMatrix flow;
    private final double[][] residual;
    private final double[][] shadow;
    private final double[][] direction;
    private final double[][] image;
    private final double[][] moved;
    private final double[][] other;
    private final double[] zero = new double[Rows.WIDTH];
    private final double[] minus = new double[Rows.WIDTH];
    private final double[] norm = new double[Rows.WIDTH];
    private final double[] size = new double[Rows.WIDTH];
    private final double[] bound = new double[Rows.WIDTH];
    private final double[] rho = new double[Rows.WIDTH];
    private final double[] alpha = new double[Rows.WIDTH];
    private final double[] beta = new double[Rows.WIDTH];
    private final double[] omega = new double[Rows.WIDTH];
    private final double[] dot = new double[Rows.WIDTH];
    private final double[] square = new double[Rows.WIDTH];
    private final boolean[] open = new boolean[Rows.WIDTH];
    private final boolean[] runs = new boolean[Rows.WIDTH];
    private final boolean[] isSlow = new boolean[Rows.WIDTH];
    private final double[] before = new double[Rows.WIDTH];
    /** Sweeps of the last solution, for tests and measurements: products with half of the matrix count half. */
    private int sweeps;

    FlowSolver(FlowMatrix flow) {
        this.flow = flow;
        residual = rows();
        shadow = rows();
        direction = rows();
        image = rows();
        moved = rows();
        other = rows();
        Rows.fill(minus, -1);
    }

    private double[][] rows() {
        return new double[flow.states()][Rows.WIDTH];
    }

    /** What one takes, in rows. */
    static long rows(long states) {
        return 6 * states;
    }

    int sweeps() {
        return sweeps;
    }

    /**
     * Solves.
     *
     * @param x receives the solution
     * @param b rows by state
     * @param relative to which size of {@code b} residuals are to fall, by lane; rounding sets a limit
     * @param wanted lanes to solve; what is in the others is of no use
     * @param transposed for visits
     * @throws Failure if sweeps do not converge
     */
    void solve(double[][] x, double[][] b, double[] relative, boolean[] wanted, boolean transposed) {
        for (double[] row : x) {
            Rows.fill(row, 0);
        }
        LaneSums.norm(bound, b, transposed);
        for (int w = 0; w < Rows.WIDTH; w++) {
            bound[w] *= relative[w];
        }
        System.arraycopy(wanted, 0, open, 0, wanted.length);
        Arrays.fill(open, wanted.length, open.length, false);
        Arrays.fill(isSlow, false);
        Rows.fill(before, Double.POSITIVE_INFINITY);
        sweeps = 0;
        for (int cycle = 0; cycle < CYCLES && isOpen(x, b, transposed, true); cycle++) {
            ascend(x, transposed);
        }
        while (isOpen(x, b, transposed, false)) {
            if (sweeps > MOST_SWEEPS) {
                throw new Failure(
                        "values or visits of a policy have not converged after " + MOST_SWEEPS + " sweeps",
                        "Maybe a smaller discount, or shorter runs.");
            }
            for (int k = 0; k < SWEEPS_AT_ONCE; k++) {
                sweep(x, b, transposed);
            }
        }
    }

    /** Fills the true residual, closes the lanes where it is small enough, and judges what the last cycle did to the others. */
    private boolean isOpen(double[][] x, double[][] b, boolean transposed, boolean cycles) {
        flow.residual(residual, b, x, transposed);
        sweeps++;
        LaneSums.norm(norm, residual, transposed);
        LaneSums.norm(size, x, transposed);
        boolean any = false;
        for (int w = 0; w < Rows.WIDTH; w++) {
            open[w] &= !(norm[w] <= Math.max(bound[w], ROUNDING * size[w]));
            if (open[w] && cycles) {
                isSlow[w] |= !(norm[w] <= SLOW * before[w]) && before[w] < Double.POSITIVE_INFINITY;
                boolean lost = !(norm[w] <= before[w]);
                for (int s = 0; s < x.length && lost; s++) {
                    x[s][w] = 0;
                }
                before[w] = norm[w];
            }
            any |= open[w] && !(cycles && isSlow[w]);
        }
        return any;
    }

    /** {@code x = M^-1 (b + U x)} in lanes that are open. */
    private void sweep(double[][] x, double[][] b, boolean transposed) {
        for (int s = 0; s < x.length; s++) {
            Rows.set(other[s], zero, -1, x[s]);
        }
        flow.subtractLater(moved, b, other, transposed);
        flow.solve(moved, transposed);
        sweeps++;
        for (int w = 0; w < Rows.WIDTH; w++) {
            alpha[w] = open[w] ? 1 : 0;
        }
        for (int s = 0; s < x.length; s++) {
            Rows.addProduct(moved[s], minus, x[s]);
            Rows.addProduct(x[s], alpha, moved[s]);
        }
    }

    private void ascend(double[][] x, boolean transposed) {
        for (int w = 0; w < runs.length; w++) {
            runs[w] = open[w] && !isSlow[w];
        }
        for (int s = 0; s < x.length; s++) {
            System.arraycopy(residual[s], 0, shadow[s], 0, Rows.WIDTH);
            Rows.fill(direction[s], 0);
            Rows.fill(image[s], 0);
        }
        for (double[] row : new double[][] {rho, alpha, omega}) {
            Rows.fill(row, 1);
        }
        boolean any = true;
        for (int step = 0; step < STEPS && any; step++) {
            any = step(x, transposed);
            sweeps += 2;
        }
    }

    private boolean step(double[][] x, boolean transposed) {
        Rows.fill(dot, 0);
        LaneSums.addDot(dot, shadow, residual);
        for (int w = 0; w < Rows.WIDTH; w++) {
            beta[w] = keep(w, dot[w] / rho[w] * (alpha[w] / omega[w]));
            rho[w] = dot[w];
        }
        for (int s = 0; s < x.length; s++) {
            LaneSums.turn(direction[s], residual[s], beta, omega, image[s]);
        }
        apply(image, direction, transposed);
        Rows.fill(dot, 0);
        LaneSums.addDot(dot, shadow, image);
        for (int w = 0; w < Rows.WIDTH; w++) {
            alpha[w] = keep(w, rho[w] / dot[w]);
            beta[w] = -alpha[w];
        }
        for (int s = 0; s < x.length; s++) {
            Rows.addProduct(x[s], alpha, moved[s]);
            Rows.addProduct(residual[s], beta, image[s]);
        }
        apply(other, residual, transposed);
        Rows.fill(dot, 0);
        Rows.fill(square, 0);
        for (int s = 0; s < x.length; s++) {
            Rows.addProduct(dot, other[s], residual[s]);
            Rows.addProduct(square, other[s], other[s]);
        }
        for (int w = 0; w < Rows.WIDTH; w++) {
            // A residual of nothing is the solution, not a failure.
            omega[w] = square[w] > 0 ? keep(w, dot[w] / square[w]) : 0;
            beta[w] = -omega[w];
        }
        for (int s = 0; s < x.length; s++) {
            Rows.addProduct(x[s], omega, moved[s]);
            Rows.addProduct(residual[s], beta, other[s]);
        }
        return goesOn(transposed);
    }

    /** {@code moved = M^-1 in}, {@code out = A moved}. */
    private void apply(double[][] out, double[][] in, boolean transposed) {
        for (int s = 0; s < in.length; s++) {
            System.arraycopy(in[s], 0, moved[s], 0, Rows.WIDTH);
        }
        flow.solve(moved, transposed);
        flow.subtractLater(out, in, moved, transposed);
    }

    /** A scalar of the method; zero, which moves nothing, where the lane is done or the method breaks down. */
    private double keep(int w, double scalar) {
        runs[w] &= Double.isFinite(scalar) && scalar != 0;
        return runs[w] ? scalar : 0;
    }

    private boolean goesOn(boolean transposed) {
        LaneSums.norm(norm, residual, transposed);
        boolean any = false;
        for (int w = 0; w < Rows.WIDTH; w++) {
            runs[w] &= norm[w] > DRIFT * bound[w] && norm[w] < LOST * before[w];
            any |= runs[w];
        }
        return any;
    }
}
