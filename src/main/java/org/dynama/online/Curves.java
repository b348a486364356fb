package org.dynama.online;

import java.util.List;

/** Named columns of numbers at the rounds of a grid: what one simulated run leaves. */
public final class Curves {
    private final List<String> columns;
    private final RoundGrid grid;
    private final double[] data;

    /** Columns of zeros. */
    public Curves(List<String> columns, RoundGrid grid) {
        this.columns = List.copyOf(columns);
        this.grid = grid;
        data = new double[columns.size() * grid.size()];
    }

    public List<String> columns() {
        return columns;
    }

    public RoundGrid grid() {
        return grid;
    }

    public void set(int column, int point, double value) {
        data[column * grid.size() + point] = value;
    }

    public double get(int column, int point) {
        return data[column * grid.size() + point];
    }

    /** The value of a column at the end of the run. */
    public double last(int column) {
        return get(column, grid.size() - 1);
    }

    /** A fresh copy of one column; shape {@code [grid.size()]}. */
    public double[] column(int column) {
        double[] copy = new double[grid.size()];
        System.arraycopy(data, column * grid.size(), copy, 0, copy.length);
        return copy;
    }
}
