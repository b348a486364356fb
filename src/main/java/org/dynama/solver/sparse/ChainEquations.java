package org.dynama.solver.sparse;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Solves a policy's equations to the last digits that residuals show: by the generalized minimal residual method, by factors
 * where that is slow and few numbers fill in, corrected by what is left until nothing is but rounding.
 */
final class ChainEquations {
    private static final double UNIT = 0x1p-53;
    /** Rounding of a residual, beside the largest number in it. */
    private static final double ROUNDING = 8 * UNIT;

    private static final double PART = 1e-9;
    /** Beyond, sums of squares lose digits, or all. */
    private static final int EXTREME = 300;

    private static final int RESTARTS = 12;
    private static final int CORRECTIONS = 12;

    private final Gmres gmres = new Gmres();
    /** Where states are few; else null. */
    private final @Nullable SkylineLu few;

    private double[] residual = {};

    /** @param few whether states are, so that factors come first, and nothing has a border */
    ChainEquations(boolean few) {
        this.few = few ? new SkylineLu() : null;
    }

    /**
     * Improves a solution until its residual is rounding, or nothing helps: so check what comes out.
     *
     * @param x where to begin; replaced
     */
    void solve(PolicyMatrix matrix, boolean transposed, double[] right, double[] x) {
        int size = matrix.size();
        residual = residual.length == size ? residual : new double[size];
        if (largest(right, size) == 0) {
            // Corrections only come near.
            Arrays.fill(x, 0, size, 0);
            return;
        }
        double before = Double.POSITIVE_INFINITY;
        SparseLu factors = null;
        boolean direct = few != null;
        if (few != null) {
            few.factor(matrix);
        }
        for (int round = 0; round < CORRECTIONS; round++) {
            double missing = missing(matrix, transposed, right, x);
            if (missing <= ROUNDING * Math.max(largest(x, size), largest(right, size))) {
                return;
            }
            if (missing > before / 2 || (direct && factors == null && few == null)) {
                return;
            }
            before = missing;
            if (!direct && !iterate(matrix, transposed, x, missing)) {
                direct = true;
                factors = SparseLu.of(matrix);
                missing(matrix, transposed, right, x);
            }
            if (few != null) {
                correct(few, transposed, x, size);
            } else {
                correct(factors, transposed, x, size);
            }
        }
    }

    /** Lessens the residual; whether that went well. Sizes whose squares are no doubles are another unit's. */
    private boolean iterate(PolicyMatrix matrix, boolean transposed, double[] x, double missing) {
        int exponent = Math.getExponent(missing);
        if (Math.abs(exponent) < EXTREME) {
            return gmres.correct(matrix, transposed, x, residual, PART, RESTARTS);
        }
        int size = matrix.size();
        for (int i = 0; i < size; i++) {
            residual[i] = Math.scalb(residual[i], -exponent);
        }
        double[] change = new double[size];
        boolean done = gmres.correct(matrix, transposed, change, residual, PART, RESTARTS);
        for (int i = 0; i < size; i++) {
            x[i] += Math.scalb(change[i], exponent);
        }
        return done;
    }

    private void correct(SkylineLu factors, boolean transposed, double[] x, int size) {
        if (transposed) {
            factors.solveTransposed(residual);
        } else {
            factors.solve(residual);
        }
        add(x, size);
    }

    private void correct(@Nullable SparseLu factors, boolean transposed, double[] x, int size) {
        if (factors == null) {
            return;
        }
        if (transposed) {
            factors.solveTransposed(residual);
        } else {
            factors.solve(residual);
        }
        add(x, size);
    }

    private void add(double[] x, int size) {
        for (int i = 0; i < size; i++) {
            x[i] += residual[i];
        }
    }

    private double missing(PolicyMatrix matrix, boolean transposed, double[] right, double[] x) {
        if (transposed) {
            matrix.residualTransposed(right, x, residual);
        } else {
            matrix.residual(right, x, residual);
        }
        return largest(residual, matrix.size());
    }

    private static double largest(double[] x, int size) {
        double most = 0;
        for (int i = 0; i < size; i++) {
            most = Math.max(most, Math.abs(x[i]));
        }
        return most;
    }
}
