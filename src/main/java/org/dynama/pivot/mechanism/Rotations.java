package org.dynama.pivot.mechanism;

/** The small least squares of one table in {@link LinearFixedPoint}, made triangular by rotations as columns come. */
final class Rotations {
    private final double[][] columns;
    private final double[] cosines;
    private final double[] sines;
    private final double[] right;
    private final double first;
    private int size;
    private boolean closed;

    /** Without columns; {@code norm} is that of the residual. */
    Rotations(int most, double norm) {
        columns = new double[most][most + 1];
        cosines = new double[most];
        sines = new double[most];
        right = new double[most + 1];
        right[0] = norm;
        first = norm;
        closed = norm == 0;
    }

    /** Whether another direction may bring it nearer. */
    boolean isOpen() {
        return !closed;
    }

    /** How much of a new direction lies along an old one; what is given twice adds up. */
    void add(int row, int column, double along) {
        columns[column][row] += along;
    }

    /** Ends a column with the length of what is left of the new direction. */
    void close(int k, double length) {
        double[] column = columns[k];
        for (int l = 0; l < k && !closed; l++) {
            double upper = cosines[l] * column[l] + sines[l] * column[l + 1];
            column[l + 1] = cosines[l] * column[l + 1] - sines[l] * column[l];
            column[l] = upper;
        }
        double diagonal = Math.hypot(column[k], length);
        closed |= diagonal == 0;
        if (!closed) {
            cosines[k] = column[k] / diagonal;
            sines[k] = length / diagonal;
            column[k] = diagonal;
            right[k + 1] = -sines[k] * right[k];
            right[k] *= cosines[k];
            size = k + 1;
            closed = Math.abs(right[k + 1]) <= Math.ulp(first);
        }
    }

    /** What each direction is to be taken by. */
    double[] solution() {
        double[] weights = new double[size];
        for (int k = size - 1; k >= 0; k--) {
            double sum = right[k];
            for (int l = k + 1; l < size; l++) {
                sum -= columns[l][k] * weights[l];
            }
            weights[k] = sum / columns[k][k];
        }
        return weights;
    }
}
