package org.dynama.solver.acyclic;

import org.dynama.solver.kernel.Rows;

/**
 * The best of several actions over a row of profiles, two or three actions at a time: the rows of a state's values are read and
 * written half as often as one action at a time would.
 *
 * <p>Each loop is small and alone in its method, so that the just-in-time compiler turns it into vector instructions; with six
 * actions in one loop it does not.
 */
final class MaxRows {
    private MaxRows() {}

    /** {@code out = max(a + xa, b + xb)}, of actions that end the run. */
    static void set(double[] out, double a, double[] xa, double b, double[] xb) {
        for (int w = 0; w < Rows.WIDTH; w++) {
            out[w] = Math.max(a + xa[w], b + xb[w]);
        }
    }

    /** {@code out = max(a + xa, b + xb, c + xc)}. */
    static void set(double[] out, double a, double[] xa, double b, double[] xb, double c, double[] xc) {
        for (int w = 0; w < Rows.WIDTH; w++) {
            out[w] = Math.max(Math.max(a + xa[w], b + xb[w]), c + xc[w]);
        }
    }

    /** {@code out = max(most, a + xa)}, where one number is the best of several actions. */
    static void set(double[] out, double most, double a, double[] xa) {
        for (int w = 0; w < Rows.WIDTH; w++) {
            out[w] = Math.max(most, a + xa[w]);
        }
    }

    /** {@code out = max(most, a + xa, b + xb)}. */
    static void set(double[] out, double most, double a, double[] xa, double b, double[] xb) {
        for (int w = 0; w < Rows.WIDTH; w++) {
            out[w] = Math.max(most, Math.max(a + xa[w], b + xb[w]));
        }
    }

    /** {@code out = max(out, a + xa, b + xb)}. */
    static void raise(double[] out, double a, double[] xa, double b, double[] xb) {
        for (int w = 0; w < Rows.WIDTH; w++) {
            out[w] = Math.max(out[w], Math.max(a + xa[w], b + xb[w]));
        }
    }

    /** {@code out = max(a + xa + ya, b + xb + yb)}, of actions with something to come. */
    static void set(double[] out, double a, double[] xa, double[] ya, double b, double[] xb, double[] yb) {
        for (int w = 0; w < Rows.WIDTH; w++) {
            out[w] = Math.max(a + xa[w] + ya[w], b + xb[w] + yb[w]);
        }
    }

    /** {@code out = max(a + xa + ya, b + xb + yb, c + xc + yc)}. */
    static void set(
            double[] out,
            double a,
            double[] xa,
            double[] ya,
            double b,
            double[] xb,
            double[] yb,
            double c,
            double[] xc,
            double[] yc) {
        for (int w = 0; w < Rows.WIDTH; w++) {
            out[w] = Math.max(Math.max(a + xa[w] + ya[w], b + xb[w] + yb[w]), c + xc[w] + yc[w]);
        }
    }

    /** {@code out = max(out, a + xa + ya, b + xb + yb)}. */
    static void raise(double[] out, double a, double[] xa, double[] ya, double b, double[] xb, double[] yb) {
        for (int w = 0; w < Rows.WIDTH; w++) {
            out[w] = Math.max(out[w], Math.max(a + xa[w] + ya[w], b + xb[w] + yb[w]));
        }
    }
}
