package org.dynama.solver.sparse;

import java.util.Arrays;

/**
 * Factors of a policy's equations over few states, without a border, in rows from their first to their last entry: what fills in
 * lies between, so that corridors and grids in the order of their states take little, and any matrix no more than elimination.
 * Nothing is pivoted, which these matrices do not need. One object serves one matrix after the other.
 */
final class SkylineLu {
    private int n;
    /** By row, factors below the diagonal and what is left on and above it. */
    private double[][] rows = {};

    private int[] first = {};
    private int[] last = {};

    /** Factors a matrix; time {@code O(n b^2)} for rows of {@code b} columns. */
    void factor(PolicyMatrix matrix) {
        n = matrix.states;
        if (first.length < n) {
            rows = new double[n][n];
            first = new int[n];
            last = new int[n];
        }
        for (int i = 0; i < n; i++) {
            load(matrix, i);
            double[] row = rows[i];
            for (int k = first[i]; k < i; k++) {
                if (row[k] != 0) {
                    reduce(row, k);
                    last[i] = Math.max(last[i], last[k]);
                }
            }
        }
    }

    private void load(PolicyMatrix matrix, int i) {
        double[] row = rows[i];
        Arrays.fill(row, 0, n, 0);
        row[i] = 1;
        first[i] = i;
        last[i] = i;
        for (int e = matrix.begin(i); e < matrix.begin(i + 1); e++) {
            int to = matrix.next(e);
            row[to] -= matrix.probability(e);
            first[i] = Math.min(first[i], to);
            last[i] = Math.max(last[i], to);
        }
    }

    private void reduce(double[] row, int k) {
        double[] upper = rows[k];
        double factor = row[k] / upper[k];
        row[k] = factor;
        for (int j = k + 1; j <= last[k]; j++) {
            row[j] -= factor * upper[j];
        }
    }

    /** Solves in place. */
    void solve(double[] x) {
        for (int i = 0; i < n; i++) {
            x[i] -= dot(rows[i], x, first[i], i);
        }
        for (int i = n - 1; i >= 0; i--) {
            x[i] = (x[i] - dot(rows[i], x, i + 1, last[i] + 1)) / rows[i][i];
        }
    }

    private static double dot(double[] row, double[] x, int from, int to) {
        double even = 0;
        double odd = 0;
        int j = from;
        for (; j < to - 1; j += 2) {
            even += row[j] * x[j];
            odd += row[j + 1] * x[j + 1];
        }
        return even + odd + (j < to ? row[j] * x[j] : 0);
    }

    /** Solves the transposed equations in place. */
    void solveTransposed(double[] x) {
        for (int i = 0; i < n; i++) {
            x[i] /= rows[i][i];
            for (int j = i + 1; j <= last[i]; j++) {
                x[j] -= rows[i][j] * x[i];
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = first[i]; k < i; k++) {
                x[k] -= rows[i][k] * x[i];
            }
        }
    }
}
