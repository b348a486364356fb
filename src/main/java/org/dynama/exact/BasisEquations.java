package org.dynama.exact;

import java.util.Arrays;

/** Solves the equations of one basis, and refines what it finds until only rounding is left. */
abstract class BasisEquations {
    /** Beside the terms of an equation: some roundings of each. */
    private static final double SMALL = 0x1p-50;

    private static final int MOST_STEPS = 6;

    private final BasisSystem system;
    private final double[] left;
    private final double[] step;

    BasisEquations(BasisSystem system) {
        this.system = system;
        left = new double[system.size];
        step = new double[system.size];
    }

    /** Roughly {@code v = r + Q v}; {@code r} may be overwritten. */
    abstract void roughValues(double[] r, double[] v);

    /** Roughly {@code x = b + x Q}; {@code b} may be overwritten. */
    abstract void roughVisits(double[] b, double[] x);

    /**
     * Solves {@code v = r + Q v}.
     *
     * @param v receives the solution
     * @return the largest residual beside its terms
     */
    double values(double[] r, double[] v) {
        return refined(r, v, true);
    }

    /** Solves {@code x = b + x Q}; as {@link #values}. */
    double visits(double[] b, double[] x) {
        return refined(b, x, false);
    }

    private double refined(double[] right, double[] solution, boolean values) {
        Arrays.fill(solution, 0);
        System.arraycopy(right, 0, left, 0, left.length);
        double residual = Double.POSITIVE_INFINITY;
        for (int round = 0; round < MOST_STEPS && !(residual <= SMALL); round++) {
            if (values) {
                roughValues(left, step);
            } else {
                roughVisits(left, step);
            }
            for (int i = 0; i < step.length; i++) {
                step[i] += solution[i];
            }
            double before = residual;
            residual = values ? system.valuesLeft(right, step, left) : system.visitsLeft(right, step, left);
            if (!(residual < before)) {
                return before;
            }
            System.arraycopy(step, 0, solution, 0, step.length);
        }
        return residual;
    }
}
