package org.dynama.solver.discounted;

import org.dynama.solver.kernel.Rows;

/**
 * The best of several actions over a row of profiles, {@code reward + discount * next}, two or three actions at a time: the rows of
 * a state's values are read and written half as often. Bits are those of one action at a time. Small loops, for the compiler.
 */
final class BestRows {
    private BestRows() {}

    /** {@code out = max(a + g xa, b + g xb)}. */
    static void set(double[] out, double g, double[] a, double[] xa, double[] b, double[] xb) {
        for (int w = 0; w < Rows.WIDTH; w++) {
            out[w] = Math.max(a[w] + g * xa[w], b[w] + g * xb[w]);
        }
    }

    /** {@code out = max(a + g xa, b + g xb, c + g xc)}. */
    static void set(double[] out, double g, double[] a, double[] xa, double[] b, double[] xb, double[] c, double[] xc) {
        for (int w = 0; w < Rows.WIDTH; w++) {
            out[w] = Math.max(Math.max(a[w] + g * xa[w], b[w] + g * xb[w]), c[w] + g * xc[w]);
        }
    }

    /** {@code out = max(out, a + g xa, b + g xb)}. */
    static void raise(double[] out, double g, double[] a, double[] xa, double[] b, double[] xb) {
        for (int w = 0; w < Rows.WIDTH; w++) {
            out[w] = Math.max(out[w], Math.max(a[w] + g * xa[w], b[w] + g * xb[w]));
        }
    }

    /** {@code taken = pair} where {@code worth > most + slack}. */
    static void take(int[] taken, int pair, double[] worth, double[] most, double[] slack) {
        for (int w = 0; w < Rows.WIDTH; w++) {
            taken[w] = worth[w] > most[w] + slack[w] ? pair : taken[w];
        }
    }
}
