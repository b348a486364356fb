package org.dynama.world.file;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;

/** The entries of one row of a sparse matrix, zeros left out. */
final class Cells {
    private int[] columns = new int[4];
    private double[] values = new double[4];
    private int size;

    private Cells() {}

    /** No entry yet. */
    static Cells none() {
        return new Cells();
    }

    static Cells of(Map<Integer, Double> row) {
        Cells cells = new Cells();
        row.forEach(cells::add);
        return cells;
    }

    /** An entry of 1 for each member. */
    static Cells ones(BitSet members) {
        Cells cells = new Cells();
        members.stream().forEach(column -> cells.add(column, 1));
        return cells;
    }

    void add(int column, double value) {
        if (value == 0) {
            return;
        }
        if (size == columns.length) {
            columns = Arrays.copyOf(columns, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        columns[size] = column;
        values[size++] = value;
    }

    int size() {
        return size;
    }

    int column(int k) {
        return columns[k];
    }

    double value(int k) {
        return values[k];
    }
}
