package org.dynama.solver.sparse;

import java.util.Arrays;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Factors of a policy's equations where few numbers fill in: corridors, grids, trees, which mix slowly and are narrow. States of
 * least degree go first, without pivoting, which these matrices do not need; a border takes the place of its state's column,
 * and goes last.
 */
final class SparseLu {
    /** Entries and products by state, past which a matrix is too full. */
    private static final int MOST_ENTRIES = 100;

    private static final int MOST_PRODUCTS = 20_000;

    private final PolicyMatrix matrix;
    private final int n;
    private final int[][] columns;
    private final double[][] values;
    private final int[] length;
    /** Rows by column, and how many of them are left. */
    private final int[][] rowsOf;

    private final int[] listed;
    private final int[] left;
    private final double[] pivot;
    private final int[] order;
    private final int[][] lowerRows;
    private final double[][] lower;
    /** Where a row has a column, plus one. */
    private final int[] at;

    private long fill;
    private long products;

    private SparseLu(PolicyMatrix matrix) {
        this.matrix = matrix;
        n = matrix.states;
        columns = new int[n][];
        values = new double[n][];
        length = new int[n];
        rowsOf = new int[n][4];
        listed = new int[n];
        left = new int[n];
        pivot = new double[n];
        order = new int[n];
        lowerRows = new int[n][];
        lower = new double[n][];
        at = new int[n];
        for (int i = 0; i < n; i++) {
            columns[i] = new int[matrix.begin(i + 1) - matrix.begin(i) + 2];
            values[i] = new double[columns[i].length];
            add(i, i, 1);
            for (int e = matrix.begin(i); e < matrix.begin(i + 1); e++) {
                add(i, matrix.next(e), -matrix.probability(e));
            }
            if (matrix.bordered) {
                add(i, matrix.origin, 0);
                values[i][at[matrix.origin] - 1] = 1;
            }
            forget(i);
        }
    }

    /** The factors of the matrix; null where too much fills in. */
    static @Nullable SparseLu of(PolicyMatrix matrix) {
        SparseLu factors = new SparseLu(matrix);
        return factors.factor() ? factors : null;
    }

    /** Adds to an entry of a row whose columns are known by {@code at}. */
    private void add(int row, int column, double value) {
        if (at[column] == 0) {
            if (length[row] == columns[row].length) {
                columns[row] = Arrays.copyOf(columns[row], 2 * length[row]);
                values[row] = Arrays.copyOf(values[row], 2 * length[row]);
            }
            columns[row][length[row]] = column;
            values[row][length[row]] = 0;
            at[column] = ++length[row];
            fill++;
            if (listed[column] == rowsOf[column].length) {
                rowsOf[column] = Arrays.copyOf(rowsOf[column], 2 * listed[column]);
            }
            rowsOf[column][listed[column]++] = row;
            left[column]++;
        }
        values[row][at[column] - 1] += value;
    }

    private void forget(int row) {
        for (int m = 0; m < length[row]; m++) {
            at[columns[row][m]] = 0;
        }
    }

    private long degree(int k) {
        return matrix.bordered && k == matrix.origin
                ? Integer.MAX_VALUE
                : Math.min(1L << 30, (long) length[k] * left[k]);
    }

    private boolean factor() {
        PriorityQueue<Long> open = new PriorityQueue<>();
        for (int k = 0; k < n; k++) {
            open.add(degree(k) << 32 | k);
        }
        boolean[] done = new boolean[n];
        int found = 0;
        while (!open.isEmpty()) {
            long least = open.poll();
            int k = (int) least;
            if (done[k]) {
                continue;
            }
            if (least >>> 32 != degree(k)) {
                open.add(degree(k) << 32 | k);
                continue;
            }
            done[k] = true;
            order[found++] = k;
            eliminate(k, done);
            if (fill > (long) MOST_ENTRIES * n || products > (long) MOST_PRODUCTS * n) {
                return false;
            }
        }
        return true;
    }

    private void eliminate(int k, boolean[] done) {
        pivot[k] = take(k, k);
        int[] rows = new int[left[k]];
        double[] factors = new double[left[k]];
        int used = 0;
        for (int m = 0; m < listed[k]; m++) {
            int i = rowsOf[k][m];
            if (!done[i]) {
                rows[used] = i;
                factors[used++] = take(i, k) / pivot[k];
            }
        }
        for (int m = 0; m < length[k]; m++) {
            left[columns[k][m]]--;
        }
        lowerRows[k] = Arrays.copyOf(rows, used);
        lower[k] = Arrays.copyOf(factors, used);
        for (int u = 0; u < used; u++) {
            int i = rows[u];
            for (int m = 0; m < length[i]; m++) {
                at[columns[i][m]] = m + 1;
            }
            for (int m = 0; m < length[k]; m++) {
                add(i, columns[k][m], -factors[u] * values[k][m]);
            }
            forget(i);
            products += length[k] + length[i];
        }
    }

    /** Takes an entry out of a row. */
    private double take(int row, int column) {
        for (int m = 0; m < length[row]; m++) {
            if (columns[row][m] == column) {
                double value = values[row][m];
                length[row]--;
                columns[row][m] = columns[row][length[row]];
                values[row][m] = values[row][length[row]];
                return value;
            }
        }
        return 0;
    }

    /** Solves in place; the border's number, if any, at the end. */
    void solve(double[] x) {
        double shift = matrix.bordered ? x[n] : 0;
        for (int k : order) {
            for (int m = 0; m < lower[k].length; m++) {
                x[lowerRows[k][m]] -= lower[k][m] * x[k];
            }
        }
        for (int t = n - 1; t >= 0; t--) {
            int k = order[t];
            for (int m = 0; m < length[k]; m++) {
                x[k] -= values[k][m] * x[columns[k][m]];
            }
            x[k] /= pivot[k];
        }
        if (matrix.bordered) {
            x[n] = x[matrix.origin];
            x[matrix.origin] = 0;
            for (int k = 0; k < n; k++) {
                x[k] += shift;
            }
        }
    }

    /** Solves the transposed equations in place. */
    void solveTransposed(double[] x) {
        double sum = 0;
        for (int k = 0; k < n && matrix.bordered; k++) {
            sum += x[k];
        }
        if (matrix.bordered) {
            x[matrix.origin] = x[n];
            x[n] = sum;
        }
        for (int k : order) {
            x[k] /= pivot[k];
            for (int m = 0; m < length[k]; m++) {
                x[columns[k][m]] -= values[k][m] * x[k];
            }
        }
        for (int t = n - 1; t >= 0; t--) {
            int k = order[t];
            for (int m = 0; m < lower[k].length; m++) {
                x[k] -= lower[k][m] * x[lowerRows[k][m]];
            }
        }
    }
}
