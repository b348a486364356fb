package org.dynama.learned.plan;

import java.util.ArrayList;
import java.util.List;
import org.dynama.exact.LinearProgram;
import org.dynama.exact.rational.Fractions;
import org.dynama.exact.rational.Rational;

/**
 * A linear program with coefficients in fractions: it is solved in doubles, and the corner found is computed again in
 * fractions.
 */
final class ExactProgram {
    /** A sum of variables times coefficients. */
    static final class Sum {
        final List<Integer> variables = new ArrayList<>();
        final List<Rational> coefficients = new ArrayList<>();

        Sum add(int variable, Rational coefficient) {
            if (coefficient.signum() != 0) {
                variables.add(variable);
                coefficients.add(coefficient);
            }
            return this;
        }

        Rational at(List<Rational> point) {
            List<Rational> products = new ArrayList<>();
            for (int k = 0; k < variables.size(); k++) {
                products.add(coefficients.get(k).times(point.get(variables.get(k))));
            }
            return Fractions.sum(products);
        }
    }

    record Row(Sum sum, Rational bound, boolean equality) {
        /** Whether the row holds at a point, exactly. */
        boolean holds(List<Rational> point) {
            int sign = sum.at(point).compareTo(bound);
            return equality ? sign == 0 : sign <= 0;
        }
    }

    final List<Boolean> nonNegative = new ArrayList<>();
    final List<Row> rows = new ArrayList<>();
    private final LinearProgram relaxed = new LinearProgram();

    /** A new variable; returns its number. */
    int variable(boolean isNonNegative) {
        nonNegative.add(isNonNegative);
        return relaxed.variable(isNonNegative);
    }

    /** Adds to the objective. */
    void maximize(int variable, Rational coefficient) {
        relaxed.maximize(variable, coefficient.toDouble());
    }

    void atMost(Sum sum, Rational bound) {
        rows.add(new Row(sum, bound, false));
        relaxed.atMost(terms(sum), bound.toDouble());
    }

    void equal(Sum sum, Rational bound) {
        rows.add(new Row(sum, bound, true));
        relaxed.equal(terms(sum), bound.toDouble());
    }

    private static LinearProgram.Terms terms(Sum sum) {
        LinearProgram.Terms terms = new LinearProgram.Terms();
        for (int k = 0; k < sum.variables.size(); k++) {
            terms.add(sum.variables.get(k), sum.coefficients.get(k).toDouble());
        }
        return terms;
    }

    /** The optimum in doubles. */
    LinearProgram.Solution solve() {
        return relaxed.solve();
    }
}
