package org.dynama.solver.soft;

import org.dynama.solver.kernel.Rows;

/** Sums over states of products of rows, fused with the steps of a Krylov method so that each table is read once. */
final class LaneSums {
    private LaneSums() {}

    /** {@code out += x y}. */
    static void addDot(double[] out, double[][] x, double[][] y) {
        for (int s = 0; s < x.length; s++) {
            Rows.addProduct(out, x[s], y[s]);
        }
    }

    /** {@code p = r + beta (p - omega v)}. */
    static void turn(double[] p, double[] r, double[] beta, double[] omega, double[] v) {
        for (int w = 0; w < Rows.WIDTH; w++) {
            p[w] = r[w] + beta[w] * (p[w] - omega[w] * v[w]);
        }
    }

    /** {@code out += |x|}. */
    static void addAbsolute(double[] out, double[] x) {
        for (int w = 0; w < Rows.WIDTH; w++) {
            out[w] += Math.abs(x[w]);
        }
    }

    /** By lane the largest size of an entry, or the sum of sizes. */
    static void norm(double[] out, double[][] x, boolean sum) {
        Rows.fill(out, 0);
        for (double[] row : x) {
            if (sum) {
                addAbsolute(out, row);
            } else {
                Rows.maxAbsolute(out, row);
            }
        }
    }
}
