package org.dynama.exact;

import java.util.Arrays;

/** A basis whose runs fade or end: a discounted or total horizon. */
final class DiscountedBasis extends Basis {
    private final FlowColumns columns;
    private final int[] states;
    private final int[] choice;
    private final double[] initial;
    private final BasisEquations equations;

    DiscountedBasis(FlowColumns columns, int[] states, int[] choice, double[] initial, BasisMethod method) {
        this.columns = columns;
        this.states = states;
        this.choice = choice;
        this.initial = initial;
        int[] rowOf = BasisMethod.rows(states, choice.length);
        equations = method.equations(new BasisSystem(columns, choice, states, rowOf));
    }

    @Override
    double values(double[] c, double[] v) {
        double[] r = new double[states.length];
        for (int i = 0; i < r.length; i++) {
            r[i] = c[columns.pair[choice[states[i]]]];
        }
        double[] found = Arrays.stream(states).mapToDouble(s -> v[s]).toArray();
        double residual = equations.values(r, found);
        for (int i = 0; i < r.length; i++) {
            v[states[i]] = found[i];
        }
        return residual;
    }

    @Override
    double gain() {
        return 0;
    }

    @Override
    boolean visits(double[] nu) {
        double[] b = new double[states.length];
        for (int i = 0; i < b.length; i++) {
            b[i] = initial[states[i]];
        }
        double[] x = new double[b.length];
        double residual = equations.visits(b, x);
        for (int i = 0; i < x.length; i++) {
            nu[columns.pair[choice[states[i]]]] = Math.max(0, x[i]);
        }
        return residual <= CLOSE;
    }
}
