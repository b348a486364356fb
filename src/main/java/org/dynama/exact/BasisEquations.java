package org.dynama.exact;

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
     * @param v a guess; receives the solution
     * @return the largest residual beside its terms
     */
    double values(double[] r, double[] v) {
        double residual = system.valuesLeft(r, v, left);
        boolean better = true;
        for (int k = 0; k < MOST_STEPS && better && !(residual <= SMALL); k++) {
            roughValues(left, step);
            add(v);
            double now = system.valuesLeft(r, step, left);
            better = take(now, residual, v);
            residual = better ? now : residual;
        }
        return residual;
    }

    /** Solves {@code x = b + x Q}; as {@link #values}. */
    double visits(double[] b, double[] x) {
        double residual = system.visitsLeft(b, x, left);
        boolean better = true;
        for (int k = 0; k < MOST_STEPS && better && !(residual <= SMALL); k++) {
            roughVisits(left, step);
            add(x);
            double now = system.visitsLeft(b, step, left);
            better = take(now, residual, x);
            residual = better ? now : residual;
        }
        return residual;
    }

    private void add(double[] solution) {
        for (int i = 0; i < step.length; i++) {
            step[i] += solution[i];
        }
    }

    private boolean take(double now, double before, double[] solution) {
        boolean better = now < before;
        if (better) {
            System.arraycopy(step, 0, solution, 0, step.length);
        }
        return better;
    }
}
