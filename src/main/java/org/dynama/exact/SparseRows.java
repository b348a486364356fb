package org.dynama.exact;

import java.util.Arrays;

/** Rows of a square matrix that grow and shrink as rows are eliminated, with the rows of every column; no diagonal. */
final class SparseRows {
    final int[][] next;
    final double[][] weight;
    final int[] length;
    /** By column, the rows that have an entry there. */
    final int[][] from;

    final int[] entering;
    /** By column: where the row that is open has its entry; -1 elsewhere. */
    private final int[] place;

    SparseRows(BasisSystem system) {
        int size = system.size;
        next = new int[size][];
        weight = new double[size][];
        length = new int[size];
        from = new int[size][4];
        entering = new int[size];
        place = new int[size];
        Arrays.fill(place, -1);
        for (int i = 0; i < size; i++) {
            int most = system.begin[i + 1] - system.begin[i];
            next[i] = new int[most];
            weight[i] = new double[most];
            for (int k = system.begin[i]; k < system.begin[i + 1]; k++) {
                add(i, system.next[k], system.weight[k]);
            }
            close(i);
        }
    }

    /** Makes ready to add to a row. */
    void open(int i) {
        for (int k = 0; k < length[i]; k++) {
            place[next[i][k]] = k;
        }
    }

    /** Adds to an entry of the row that is open; what would be on the diagonal is left out. */
    void add(int i, int j, double amount) {
        if (j == i) {
            return;
        }
        if (place[j] >= 0) {
            weight[i][place[j]] += amount;
            return;
        }
        if (length[i] == next[i].length) {
            next[i] = Arrays.copyOf(next[i], 2 * length[i] + 2);
            weight[i] = Arrays.copyOf(weight[i], next[i].length);
        }
        place[j] = length[i];
        next[i][length[i]] = j;
        weight[i][length[i]++] = amount;
        if (entering[j] == from[j].length) {
            from[j] = Arrays.copyOf(from[j], 2 * entering[j]);
        }
        from[j][entering[j]++] = i;
    }

    void close(int i) {
        for (int k = 0; k < length[i]; k++) {
            place[next[i][k]] = -1;
        }
    }

    /** Takes an entry out of its row, not out of its column; returns it. */
    double take(int i, int j) {
        int k = 0;
        while (next[i][k] != j) {
            k++;
        }
        double taken = weight[i][k];
        int last = --length[i];
        next[i][k] = next[i][last];
        weight[i][k] = weight[i][last];
        return taken;
    }

    /** Takes a row out of the rows of a column. */
    void forget(int j, int i) {
        int k = 0;
        while (from[j][k] != i) {
            k++;
        }
        from[j][k] = from[j][--entering[j]];
    }
}
