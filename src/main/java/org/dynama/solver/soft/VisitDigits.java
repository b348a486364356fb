package org.dynama.solver.soft;

import java.util.Arrays;
import org.dynama.solver.kernel.Rows;

/**
 * Gives small visits as many digits as large ones: sweeps {@code x = M'^-1 (b + U' x)}, in which nothing is subtracted, until none
 * of those that count changes.
 */
final class VisitDigits {
    /** Of a number of visits. */
    private static final double CLOSE = 1e-13;
    /** Fewer visits are felt by nothing, if only what flows in and out of a state is about the same. */
    private static final double UNFELT = 1e-30;

    /** Beside others, how much errors of such visits count. */
    private static final double ROUGHLY = 1e-11;

    private static final int MOST = 400;

    private final FlowMatrix flow;
    private final double[][] swept;
    private final double[][] negative;
    private final double[] zero = new double[Rows.WIDTH];
    private final double[] change = new double[Rows.WIDTH];
    private final boolean[] open = new boolean[Rows.WIDTH];

    VisitDigits(FlowMatrix flow) {
        this.flow = flow;
        swept = new double[flow.states()][Rows.WIDTH];
        negative = new double[flow.states()][Rows.WIDTH];
    }

    /** What one takes, in rows. */
    static long rows(long states) {
        return 2 * states;
    }

    /**
     * Sweeps with the policy that the flow has loaded.
     *
     * @param x visits, not negative, those that are many right to most digits
     * @param b what starts in each state
     */
    void improve(double[][] x, double[][] b) {
        Arrays.fill(open, true);
        boolean any = true;
        for (int k = 0; k < MOST && any; k++) {
            for (int s = 0; s < x.length; s++) {
                Rows.set(negative[s], zero, -1, x[s]);
            }
            flow.subtractLater(swept, b, negative, true);
            flow.solve(swept, true);
            Rows.fill(change, 0);
            for (int s = 0; s < x.length; s++) {
                move(x[s], swept[s]);
            }
            any = false;
            for (int w = 0; w < Rows.WIDTH; w++) {
                open[w] &= change[w] > CLOSE;
                any |= open[w];
            }
        }
    }

    private void move(double[] x, double[] to) {
        for (int w = 0; w < Rows.WIDTH; w++) {
            double part = to[w] > UNFELT ? 1 : ROUGHLY;
            double size = Math.max(to[w], JointNewton.TINY);
            change[w] = Math.max(change[w], part * Math.abs(to[w] - x[w]) / size);
            x[w] = open[w] ? to[w] : x[w];
        }
    }
}
