package org.dynama.exact;

/**
 * The equations of one basis, {@code v = r + Q v} for its duals and {@code x = b + x Q} for its visits, where {@code Q} is not
 * negative and no row sums to more than one.
 *
 * <p>For an average reward one state is left out, to which runs come back: its row and its column are missing.
 */
final class BasisSystem {
    final int size;
    final int[] begin;
    final int[] next;
    final double[] weight;
    /** By row: what neither stays nor goes to another row. */
    final double[] leak;

    /**
     * Reads the columns of a basis.
     *
     * @param choice by state, its column
     * @param rows the states that have a row
     * @param rowOf by state, its row; -1 without one
     */
    BasisSystem(FlowColumns columns, int[] choice, int[] rows, int[] rowOf) {
        size = rows.length;
        begin = new int[size + 1];
        leak = new double[size];
        int most = 0;
        for (int s : rows) {
            most += columns.begin[choice[s] + 1] - columns.begin[choice[s]];
        }
        next = new int[most];
        weight = new double[most];
        for (int i = 0; i < size; i++) {
            int j = choice[rows[i]];
            int at = begin[i];
            leak[i] = columns.leak[j];
            for (int k = columns.begin[j]; k < columns.begin[j + 1]; k++) {
                int row = rowOf[columns.next[k]];
                if (row >= 0) {
                    next[at] = row;
                    weight[at++] = columns.weight[k];
                } else {
                    leak[i] += columns.weight[k];
                }
            }
            begin[i + 1] = at;
        }
    }

    /** What {@code v} leaves of {@code r}: {@code r - v + Q v}; returns its largest size beside those of its own terms. */
    double valuesLeft(double[] r, double[] v, double[] left) {
        double worst = 0;
        for (int i = 0; i < size; i++) {
            double sum = r[i] - v[i];
            double terms = Math.abs(r[i]) + Math.abs(v[i]);
            for (int k = begin[i]; k < begin[i + 1]; k++) {
                double term = weight[k] * v[next[k]];
                sum += term;
                terms += Math.abs(term);
            }
            left[i] = sum;
            worst = Math.abs(sum) <= worst * terms ? worst : Math.abs(sum) / terms;
        }
        return worst;
    }

    /** What {@code x} leaves of {@code b}: {@code b - x + x Q}; returns its largest size beside the largest visits. */
    double visitsLeft(double[] b, double[] x, double[] left) {
        double most = 0;
        for (int i = 0; i < size; i++) {
            left[i] = b[i] - x[i];
            most = Math.max(most, Math.abs(x[i]) + Math.abs(b[i]));
        }
        for (int i = 0; i < size; i++) {
            for (int k = begin[i]; k < begin[i + 1] && x[i] != 0; k++) {
                left[next[k]] += weight[k] * x[i];
            }
        }
        double worst = 0;
        for (int i = 0; i < size; i++) {
            worst = Math.abs(left[i]) <= worst ? worst : Math.abs(left[i]);
        }
        return most > 0 ? worst / most : worst;
    }
}
