package org.dynama.exact;

import java.util.Arrays;

/**
 * A basis for an average reward: a policy that comes back to one state from everywhere. Between two visits of it a run is one
 * that ends, so that the gain is what a round earns over how long it takes.
 */
final class AverageBasis extends Basis {
    private static final int MOST_CORRECTIONS = 3;
    private static final double ROUNDING = 0x1p-51;

    private final FlowColumns columns;
    private final int[] choice;
    private final int back;
    /** All other states. */
    private final int[] rows;

    private final int[] rowOf;
    private final BasisEquations equations;
    private double gain;

    /** @param back a state to which the policy comes back */
    AverageBasis(FlowColumns columns, int[] states, int[] choice, int back, BasisMethod method) {
        this.columns = columns;
        this.choice = choice;
        this.back = back;
        rows = Arrays.stream(states).filter(s -> s != back).toArray();
        rowOf = BasisMethod.rows(rows, choice.length);
        equations = method.equations(new BasisSystem(columns, choice, rows, rowOf));
    }

    @Override
    double values(double[] c, double[] v) {
        double[] right = new double[rows.length];
        double[] time = new double[rows.length];
        double[] earned = Arrays.stream(rows).mapToDouble(s -> v[s] - v[back]).toArray();
        Arrays.fill(right, 1);
        double residual = equations.values(right, time);
        double length = 1 + onward(time);
        gain = 0;
        double change = Double.POSITIVE_INFINITY;
        for (int k = 0; k < MOST_CORRECTIONS && Math.abs(change) > ROUNDING * Math.abs(gain); k++) {
            for (int i = 0; i < rows.length; i++) {
                right[i] = c[columns.pair[choice[rows[i]]]] - gain;
            }
            residual = Math.max(residual, equations.values(right, earned));
            change = (c[columns.pair[choice[back]]] - gain + onward(earned)) / length;
            gain += change;
        }
        for (int i = 0; i < rows.length; i++) {
            v[rows[i]] = earned[i];
        }
        v[back] = 0;
        return Double.isFinite(gain) ? residual : Double.NaN;
    }

    /** From the state that runs come back to, what follows is worth. */
    private double onward(double[] values) {
        int j = choice[back];
        double sum = 0;
        for (int k = columns.begin[j]; k < columns.begin[j + 1]; k++) {
            int row = rowOf[columns.next[k]];
            sum += row < 0 ? 0 : columns.weight[k] * values[row];
        }
        return sum;
    }

    @Override
    double gain() {
        return gain;
    }

    @Override
    boolean visits(double[] nu) {
        double[] b = new double[rows.length];
        int j = choice[back];
        for (int k = columns.begin[j]; k < columns.begin[j + 1]; k++) {
            if (columns.next[k] != back) {
                b[rowOf[columns.next[k]]] += columns.weight[k];
            }
        }
        double[] x = new double[rows.length];
        double residual = equations.visits(b, x);
        double length = 1;
        for (int i = 0; i < rows.length; i++) {
            x[i] = Math.max(0, x[i]);
            length += x[i];
        }
        for (int i = 0; i < rows.length; i++) {
            nu[columns.pair[choice[rows[i]]]] = x[i] / length;
        }
        nu[columns.pair[choice[back]]] = 1 / length;
        return residual <= CLOSE;
    }
}
