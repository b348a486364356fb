package org.dynama.solver.sparse;

import java.util.Arrays;

/**
 * The generalized minimal residual method, restarted, with the preconditioner on the right. It needs as many steps as there are
 * kinds of slow motion: a few beside many that mix fast, which plain sweeps would wait for.
 *
 * @see <a href="https://doi.org/10.1137/0907058">Saad and Schultz (1986), GMRES</a>
 */
final class Gmres {
    private static final int RESTART = 50;
    /** A restart that leaves more than this of a residual is going nowhere. */
    private static final double SLOW = 0.5;

    private final double[][] basis = new double[RESTART + 1][];
    private final double[][] hessenberg = new double[RESTART + 1][RESTART];
    private final double[] cosine = new double[RESTART];
    private final double[] sine = new double[RESTART];
    private final double[] right = new double[RESTART + 1];
    private double[] scratch = {};
    private double[] zero = {};

    /**
     * Adds to {@code x} what lessens its residual to a part of what it is.
     *
     * @param residual of {@code x}; replaced
     * @return whether it got there
     */
    boolean correct(PolicyMatrix matrix, boolean transposed, double[] x, double[] residual, double part, int restarts) {
        int size = matrix.size();
        if (scratch.length != size) {
            scratch = new double[size];
            zero = new double[size];
        }
        double wanted = part * norm(residual, size);
        for (int k = 0; k < restarts; k++) {
            double before = norm(residual, size);
            if (before <= wanted) {
                return true;
            }
            double after = restart(matrix, transposed, x, residual, before, wanted);
            if (after > wanted && !(after <= SLOW * before)) {
                return false;
            }
        }
        return norm(residual, size) <= wanted;
    }

    private double restart(
            PolicyMatrix matrix, boolean transposed, double[] x, double[] residual, double norm, double wanted) {
        int size = matrix.size();
        Arrays.fill(right, 0);
        right[0] = norm;
        setScaled(0, residual, 1 / norm, size);
        int steps = 0;
        while (steps < RESTART && Math.abs(right[steps]) > wanted / 2) {
            step(matrix, transposed, steps, size);
            steps++;
            if (hessenberg[steps - 1][steps - 1] == 0) {
                steps--;
                break;
            }
        }
        double[] change = combine(steps, size);
        precondition(matrix, transposed, change);
        for (int i = 0; i < size; i++) {
            x[i] += change[i];
        }
        System.arraycopy(residual, 0, zero, 0, size);
        apply(matrix, transposed, zero, change, residual);
        Arrays.fill(zero, 0);
        return norm(residual, size);
    }

    /** One more direction, made orthogonal to those before; the residual that is left, at the end of {@code right}. */
    private void step(PolicyMatrix matrix, boolean transposed, int k, int size) {
        System.arraycopy(basis[k], 0, scratch, 0, size);
        precondition(matrix, transposed, scratch);
        double[] out = direction(k + 1, size);
        apply(matrix, transposed, zero, scratch, out);
        for (int i = 0; i < size; i++) {
            out[i] = -out[i];
        }
        for (int m = 0; m <= k; m++) {
            double dot = dot(out, basis[m], size);
            hessenberg[m][k] = dot;
            addScaled(out, -dot, basis[m], size);
        }
        double length = norm(out, size);
        setScaled(k + 1, out, length > 0 ? 1 / length : 0, size);
        for (int m = 0; m < k; m++) {
            double upper = hessenberg[m][k];
            hessenberg[m][k] = cosine[m] * upper + sine[m] * hessenberg[m + 1][k];
            hessenberg[m + 1][k] = cosine[m] * hessenberg[m + 1][k] - sine[m] * upper;
        }
        double hypotenuse = Math.hypot(hessenberg[k][k], length);
        cosine[k] = hypotenuse > 0 ? hessenberg[k][k] / hypotenuse : 1;
        sine[k] = hypotenuse > 0 ? length / hypotenuse : 0;
        hessenberg[k][k] = hypotenuse;
        right[k + 1] = -sine[k] * right[k];
        right[k] *= cosine[k];
    }

    private double[] combine(int steps, int size) {
        double[] sum = scratch;
        Arrays.fill(sum, 0, size, 0);
        for (int k = steps - 1; k >= 0; k--) {
            for (int m = k + 1; m < steps; m++) {
                right[k] -= hessenberg[k][m] * right[m];
            }
            right[k] /= hessenberg[k][k];
            addScaled(sum, right[k], basis[k], size);
        }
        return sum;
    }

    private double[] direction(int k, int size) {
        if (basis[k] == null || basis[k].length != size) {
            basis[k] = new double[size];
        }
        return basis[k];
    }

    private void setScaled(int k, double[] x, double scale, int size) {
        double[] out = direction(k, size);
        for (int i = 0; i < size; i++) {
            out[i] = scale * x[i];
        }
    }

    private static void apply(PolicyMatrix matrix, boolean transposed, double[] right, double[] x, double[] out) {
        if (transposed) {
            matrix.residualTransposed(right, x, out);
        } else {
            matrix.residual(right, x, out);
        }
    }

    private static void precondition(PolicyMatrix matrix, boolean transposed, double[] x) {
        if (transposed) {
            matrix.preconditionTransposed(x);
        } else {
            matrix.precondition(x);
        }
    }

    private static double norm(double[] x, int size) {
        return Math.sqrt(dot(x, x, size));
    }

    private static double dot(double[] x, double[] y, int size) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int i = 0;
        for (; i < size - 3; i += 4) {
            first += x[i] * y[i];
            second += x[i + 1] * y[i + 1];
            third += x[i + 2] * y[i + 2];
            fourth += x[i + 3] * y[i + 3];
        }
        for (; i < size; i++) {
            first += x[i] * y[i];
        }
        return (first + second) + (third + fourth);
    }

    private static void addScaled(double[] out, double scale, double[] x, int size) {
        for (int i = 0; i < size; i++) {
            out[i] += scale * x[i];
        }
    }
}
