package org.dynama.solver.sparse;

/**
 * Visits of a policy period by period, as long as what is left of them shrinks fast. Where the same part of all runs goes on in
 * every period, what is left once it has mixed is a geometric series.
 */
final class VisitSweeps {
    private static final double ROUNDING = 0x1p-52;
    private static final int MOST = 400;
    /** By then runs have mixed, if they do at all fast. */
    private static final int MIXED = 24;
    /** So many sweeps must halve what is left. */
    private static final int PATIENCE = 8;

    private VisitSweeps() {}

    /**
     * Adds to {@code x} what it misses, and so on; stops where that is slow.
     *
     * @param x transposed solution; the initial distribution, or any where the matrix has a border
     * @param discount of all runs alike, below 1, or 1
     */
    static void run(PolicyMatrix matrix, double[] right, double[] x, double discount) {
        double[] residual = new double[matrix.size()];
        double mark = Double.POSITIVE_INFINITY;
        for (int k = 0; k < MOST; k++) {
            matrix.residualTransposed(right, x, residual);
            double missing = 0;
            double most = 0;
            for (int i = 0; i < matrix.states; i++) {
                missing = Math.max(missing, Math.abs(residual[i]));
                most = Math.max(most, x[i]);
            }
            if (missing <= ROUNDING * most) {
                return;
            }
            if (k % PATIENCE == 0) {
                if (missing > mark / 2 && k != MIXED + PATIENCE) {
                    return;
                }
                mark = missing;
            }
            double factor = k == MIXED && discount < 1 ? 1 / (1 - discount) : 1;
            for (int i = 0; i < matrix.states; i++) {
                x[i] += factor * residual[i];
            }
        }
    }
}
