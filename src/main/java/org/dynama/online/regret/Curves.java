package org.dynama.online.regret;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.refusal.Refusal;

/** Named columns of numbers at the rounds of a grid: what one simulated run leaves. */
public final class Curves {
    private final RoundGrid grid;
    private final Map<String, double[]> data = new LinkedHashMap<>();

    /** Columns of zeros. */
    public Curves(List<String> columns, RoundGrid grid) {
        this.grid = grid;
        columns.forEach(column -> data.put(column, new double[grid.size()]));
    }

    /** The names, in their order. */
    public List<String> columns() {
        return List.copyOf(data.keySet());
    }

    public RoundGrid grid() {
        return grid;
    }

    /**
     * Writes one number.
     *
     * @throws Refusal if there is no such column
     */
    public void set(String column, int point, double value) {
        values(column)[point] = value;
    }

    /**
     * Writes a whole column.
     *
     * @param values shape {@code [grid.size()]}
     * @throws Refusal if there is no such column
     */
    public void fill(String column, double[] values) {
        System.arraycopy(values, 0, values(column), 0, grid.size());
    }

    /**
     * Reads one number.
     *
     * @throws Refusal if there is no such column
     */
    public double get(String column, int point) {
        return values(column)[point];
    }

    /**
     * The value of a column at the end of the run.
     *
     * @throws Refusal if there is no such column
     */
    public double last(String column) {
        return get(column, grid.size() - 1);
    }

    /**
     * A fresh copy of one column; shape {@code [grid.size()]}.
     *
     * @throws Refusal if there is no such column
     */
    public double[] column(String column) {
        return values(column).clone();
    }

    private double[] values(String column) {
        double[] values = data.get(column);
        if (values == null) {
            throw Refusal.of(
                    "there is no column \"" + column + "\"", "Maybe one of " + String.join(", ", data.keySet()) + ".");
        }
        return values;
    }
}
