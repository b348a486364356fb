package org.dynama.exact;

import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * Eliminates the rows of a basis, those first that fill in least, and what is left, once it is dense, as a table.
 *
 * <p>No number is ever subtracted: the diagonal is what leaks and what goes to others (Grassmann, Taksar and Heyman), so that
 * visits have small errors each by itself, however rare they are. An acyclic basis fills in nothing.
 *
 * @see <a href="https://doi.org/10.1287/opre.33.5.1107">Grassmann, Taksar and Heyman (1985)</a>
 */
final class BasisElimination extends BasisEquations {
    private static final int SMALL_TABLE = 24;

    private final SparseRows rows;
    private final double[] leak;
    private final double[] diagonal;
    /** The rows in the order of their elimination; the first {@code sparse} of them one by one. */
    private final int[] order;

    private int sparse;
    /** By row, the shares of it that went into the rows before it: into row {@code rows.from[k][m]} went {@code share[k][m]}. */
    private final double[][] share;

    private final boolean[] gone;
    private long entries;
    private double[][] table = {};

    /**
     * Eliminates.
     *
     * @param mostDense the largest table that is worth its time; where a larger one is left the elimination {@link #failed()}
     */
    BasisElimination(BasisSystem system, int mostDense) {
        super(system);
        int size = system.size;
        rows = new SparseRows(system);
        leak = system.leak.clone();
        diagonal = new double[size];
        order = new int[size];
        share = new double[size][];
        gone = new boolean[size];
        entries = Arrays.stream(rows.length).asLongStream().sum();
        eliminateSparse(mostDense);
        for (int k = 0, at = sparse; k < size; k++) {
            if (!gone[k]) {
                order[at++] = k;
            }
        }
        if (order.length - sparse <= mostDense) {
            eliminateDense();
        } else {
            sparse = -1;
        }
    }

    /** Whether the table that was left is too large. */
    boolean failed() {
        return sparse < 0;
    }

    private void eliminateSparse(int mostDense) {
        PriorityQueue<Long> least = new PriorityQueue<>();
        for (int k = 0; k < order.length; k++) {
            least.add(key(k));
        }
        while (isSparse(order.length - sparse) && !isHopeless(mostDense)) {
            long key = least.remove();
            int k = (int) key;
            if (gone[k]) {
                continue;
            }
            if (key != key(k)) {
                least.add(key(k));
                continue;
            }
            eliminate(k);
            order[sparse++] = k;
            for (int m = 0; m < rows.length[k]; m++) {
                least.add(key(rows.next[k][m]));
            }
            for (int m = 0; m < rows.entering[k]; m++) {
                least.add(key(rows.from[k][m]));
            }
        }
    }

    /** So much is filled in so early that a larger table will be left. */
    private boolean isHopeless(int mostDense) {
        return order.length - sparse > 2 * mostDense && entries > 2L * mostDense * mostDense;
    }

    /** A third of the entries there, and a table is quicker. */
    private boolean isSparse(int left) {
        return left > SMALL_TABLE ? 3 * entries < (long) left * left : left > 0 && entries == 0;
    }

    /** How many entries a row may fill in, before its number. */
    private long key(int k) {
        return ((long) rows.length[k] * rows.entering[k]) << 32 | k;
    }

    private void eliminate(int k) {
        int out = rows.length[k];
        diagonal[k] = leak[k];
        for (int m = 0; m < out; m++) {
            diagonal[k] += rows.weight[k][m];
            rows.forget(rows.next[k][m], k);
        }
        entries -= out;
        share[k] = new double[rows.entering[k]];
        for (int m = 0; m < share[k].length; m++) {
            int i = rows.from[k][m];
            entries -= rows.length[i];
            double part = rows.take(i, k) / diagonal[k];
            share[k][m] = part;
            leak[i] += part * leak[k];
            rows.open(i);
            for (int e = 0; e < out; e++) {
                rows.add(i, rows.next[k][e], part * rows.weight[k][e]);
            }
            rows.close(i);
            entries += rows.length[i];
        }
        gone[k] = true;
    }

    private void eliminateDense() {
        int left = order.length - sparse;
        int[] at = new int[order.length];
        table = new double[left][left];
        for (int p = 0; p < left; p++) {
            at[order[sparse + p]] = p;
        }
        for (int p = 0; p < left; p++) {
            int row = order[sparse + p];
            for (int e = 0; e < rows.length[row]; e++) {
                table[p][at[rows.next[row][e]]] = rows.weight[row][e];
            }
        }
        for (int k = 0; k < left; k++) {
            double sum = leak[order[sparse + k]];
            for (int j = k + 1; j < left; j++) {
                sum += table[k][j];
            }
            diagonal[order[sparse + k]] = sum;
            for (int i = k + 1; i < left; i++) {
                if (table[i][k] != 0) {
                    addRow(i, k, table[i][k] / sum);
                }
            }
        }
    }

    private void addRow(int i, int k, double part) {
        double[] to = table[i];
        double[] of = table[k];
        to[k] = part;
        leak[order[sparse + i]] += part * leak[order[sparse + k]];
        for (int j = k + 1; j < of.length; j++) {
            to[j] += part * of[j];
        }
        // What stays is no part of the diagonal, which is what goes.
        to[i] = 0;
    }

    @Override
    void roughValues(double[] r, double[] v) {
        for (int p = 0; p < order.length; p++) {
            int k = order[p];
            for (int m = 0; p < sparse && m < share[k].length; m++) {
                r[rows.from[k][m]] += share[k][m] * r[k];
            }
            for (int q = p + 1; p >= sparse && q < order.length; q++) {
                r[order[q]] += table[q - sparse][p - sparse] * r[k];
            }
        }
        for (int p = order.length - 1; p >= 0; p--) {
            int k = order[p];
            double sum = r[k];
            for (int e = 0; p < sparse && e < rows.length[k]; e++) {
                sum += rows.weight[k][e] * v[rows.next[k][e]];
            }
            for (int q = p + 1; p >= sparse && q < order.length; q++) {
                sum += table[p - sparse][q - sparse] * v[order[q]];
            }
            v[k] = sum / diagonal[k];
        }
    }

    @Override
    void roughVisits(double[] b, double[] x) {
        for (int p = 0; p < order.length; p++) {
            int k = order[p];
            x[k] = b[k] / diagonal[k];
            for (int e = 0; p < sparse && e < rows.length[k]; e++) {
                b[rows.next[k][e]] += rows.weight[k][e] * x[k];
            }
            for (int q = p + 1; p >= sparse && q < order.length; q++) {
                b[order[q]] += table[p - sparse][q - sparse] * x[k];
            }
        }
        for (int p = order.length - 1; p >= 0; p--) {
            int k = order[p];
            double sum = x[k];
            for (int m = 0; p < sparse && m < share[k].length; m++) {
                sum += share[k][m] * x[rows.from[k][m]];
            }
            for (int q = p + 1; p >= sparse && q < order.length; q++) {
                sum += table[q - sparse][p - sparse] * x[order[q]];
            }
            x[k] = sum;
        }
    }
}
