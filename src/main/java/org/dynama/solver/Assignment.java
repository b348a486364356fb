package org.dynama.solver;

import java.util.Arrays;

/**
 * The assignment problem: each row gets a column of its own, so that the sum of weights is largest. The Hungarian method
 * by shortest augmenting paths; columns that nobody weighs are worth 0.
 *
 * <p>Cost: {@code O(rows^2 columns)} to solve, {@code O(rows columns)} for the value without one column. Nothing is
 * allocated after construction.
 *
 * @see <a href="https://doi.org/10.1007/BF02278710">Jonker and Volgenant (1987), A shortest augmenting path algorithm
 *     for dense and sparse linear assignment problems</a>
 */
public final class Assignment {
    private final int rows;
    private final int columns;
    private final double[] weight;
    /** The row of each column, or -1. */
    private final int[] rowOf;

    private final double[] rowPotential;
    private final double[] columnPotential;
    private double value;

    private final double[] distance;
    private final int[] before;
    private final boolean[] done;

    private final int[] keptRowOf;
    private final double[] keptRows;
    private final double[] keptColumns;

    /** @param columns at least as many as rows */
    public Assignment(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        weight = new double[rows * columns];
        rowOf = new int[columns];
        rowPotential = new double[rows];
        columnPotential = new double[columns];
        distance = new double[columns];
        before = new int[columns];
        done = new boolean[columns];
        keptRowOf = new int[columns];
        keptRows = new double[rows];
        keptColumns = new double[columns];
    }

    /** What it is worth that a row gets a column. */
    public void weigh(int row, int column, double value) {
        weight[row * columns + column] = value;
    }

    /** The largest sum. */
    public double solve() {
        Arrays.fill(rowOf, -1);
        Arrays.fill(rowPotential, 0);
        Arrays.fill(columnPotential, 0);
        for (int row = 0; row < rows; row++) {
            augment(row, -1);
        }
        value = sum();
        return value;
    }

    /** The row that has a column, or -1. */
    public int row(int column) {
        return rowOf[column];
    }

    /** The largest sum without a column, after {@link #solve}, which stays as it is. */
    public double without(int column) {
        int row = rowOf[column];
        if (row < 0) {
            return value;
        }
        System.arraycopy(rowOf, 0, keptRowOf, 0, columns);
        System.arraycopy(rowPotential, 0, keptRows, 0, rows);
        System.arraycopy(columnPotential, 0, keptColumns, 0, columns);
        rowOf[column] = -1;
        augment(row, column);
        double rest = sum();
        System.arraycopy(keptRowOf, 0, rowOf, 0, columns);
        System.arraycopy(keptRows, 0, rowPotential, 0, rows);
        System.arraycopy(keptColumns, 0, columnPotential, 0, columns);
        return rest;
    }

    /**
     * The column of each row in an assignment that gains most, -1 for none; no row gets what gains nothing.
     *
     * @param gain shape {@code [rows][columns]}; finite
     */
    public static int[] best(double[][] gain) {
        int rows = gain.length;
        int columns = gain[0].length;
        // So that each row may also get a column that is worth nothing.
        Assignment assignment = new Assignment(rows, columns + rows);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                assignment.weigh(i, j, gain[i][j]);
            }
        }
        assignment.solve();
        int[] best = new int[rows];
        Arrays.fill(best, -1);
        for (int j = 0; j < columns; j++) {
            int row = assignment.row(j);
            if (row >= 0 && gain[row][j] > 0) {
                best[row] = j;
            }
        }
        return best;
    }

    private double sum() {
        double sum = 0;
        for (int j = 0; j < columns; j++) {
            if (rowOf[j] >= 0) {
                sum += weight[rowOf[j] * columns + j];
            }
        }
        return sum;
    }

    /** Finds the cheapest alternating path from a free row to a free column, and flips it. Costs are minus weights. */
    private void augment(int free, int forbidden) {
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        Arrays.fill(done, false);
        int row = free;
        int last = -1;
        double reached = 0;
        int end;
        while (true) {
            int nearest = -1;
            double least = Double.POSITIVE_INFINITY;
            double offset = reached - rowPotential[row];
            int at = row * columns;
            for (int j = 0; j < columns; j++) {
                if (done[j] || j == forbidden) {
                    continue;
                }
                double through = offset - weight[at + j] - columnPotential[j];
                if (through < distance[j]) {
                    distance[j] = through;
                    before[j] = last;
                }
                if (distance[j] < least) {
                    least = distance[j];
                    nearest = j;
                }
            }
            done[nearest] = true;
            reached = least;
            last = nearest;
            if (rowOf[nearest] < 0) {
                end = nearest;
                break;
            }
            row = rowOf[nearest];
        }
        raisePotentials(free, reached);
        while (end >= 0) {
            int previous = before[end];
            rowOf[end] = previous < 0 ? free : rowOf[previous];
            end = previous;
        }
    }

    private void raisePotentials(int free, double reached) {
        rowPotential[free] += reached;
        for (int j = 0; j < columns; j++) {
            if (done[j]) {
                double slack = reached - distance[j];
                if (rowOf[j] >= 0) {
                    rowPotential[rowOf[j]] += slack;
                }
                columnPotential[j] -= slack;
            }
        }
    }
}
