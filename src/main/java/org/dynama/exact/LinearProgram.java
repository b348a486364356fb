package org.dynama.exact;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.dynama.model.Reals;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/**
 * A linear program, written down row by row: maximize {@code c . x} under {@code a . x <= b} and {@code a . x = b}.
 *
 * <p>The point found is held against every row before it is handed out; {@link Solution#residual} is its worst breach.
 */
public final class LinearProgram {

    /**
     * A sum of variables times coefficients; a variable may be added several times.
     *
     * <p>One serves one row.
     */
    public static final class Terms {
        private final List<Integer> variables = new ArrayList<>();
        private final List<Double> coefficients = new ArrayList<>();

        /** Adds {@code coefficient * variable}; returns this. */
        public Terms add(int variable, double coefficient) {
            variables.add(variable);
            coefficients.add(coefficient);
            return this;
        }

        /** Adds another sum; returns this. */
        public Terms addAll(Terms other) {
            variables.addAll(other.variables);
            coefficients.addAll(other.coefficients);
            return this;
        }
    }

    /**
     * An optimum.
     *
     * @param value the objective
     * @param point the variables
     * @param residual the largest breach of a row or bound
     */
    public record Solution(double value, Reals point, double residual) {}

    private record Row(Terms terms, double bound, boolean equality) {}

    private static final double LARGEST_RESIDUAL = 1e-6;

    private final List<Boolean> nonNegative = new ArrayList<>();
    private final List<Double> objective = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    /** A new variable; returns its number. */
    public int variable(boolean isNonNegative) {
        nonNegative.add(isNonNegative);
        objective.add(0.0);
        return nonNegative.size() - 1;
    }

    /** Adds to a variable's coefficient in the objective. */
    public void maximize(int variable, double coefficient) {
        objective.set(variable, objective.get(variable) + coefficient);
    }

    /** {@code terms <= bound}. */
    public void atMost(Terms terms, double bound) {
        rows.add(new Row(terms, bound, false));
    }

    /** {@code terms = bound}. */
    public void equal(Terms terms, double bound) {
        rows.add(new Row(terms, bound, true));
    }

    /** Variables so far. */
    public int variables() {
        return nonNegative.size();
    }

    /** Rows so far. */
    public int rows() {
        return rows.size();
    }

    /**
     * Solves the program by ojAlgo.
     *
     * @throws IllegalStateException if no optimum is found, or the point found breaks a row by more than 1e-6
     */
    public Solution solve() {
        ExpressionsBasedModel model = new ExpressionsBasedModel();
        Variable[] x = new Variable[nonNegative.size()];
        for (int j = 0; j < x.length; j++) {
            x[j] = model.addVariable("x" + j).weight(objective.get(j));
            if (nonNegative.get(j)) {
                x[j].lower(BigDecimal.ZERO);
            }
        }
        for (int k = 0; k < rows.size(); k++) {
            Row row = rows.get(k);
            Expression expression = model.addExpression("row " + k);
            for (int e = 0; e < row.terms.variables.size(); e++) {
                expression.add(x[row.terms.variables.get(e)], row.terms.coefficients.get(e));
            }
            if (row.equality) {
                expression.level(row.bound);
            } else {
                expression.upper(row.bound);
            }
        }
        Optimisation.Result result = model.maximise();
        if (!result.getState().isOptimal()) {
            throw new IllegalStateException("ojAlgo ends in state " + result.getState() + " and must find an optimum ("
                    + variables() + " variables, " + rows() + " rows)");
        }
        double[] point = new double[x.length];
        double value = 0;
        for (int j = 0; j < x.length; j++) {
            point[j] = result.doubleValue(j);
            value += objective.get(j) * point[j];
        }
        double residual = residual(point);
        if (residual > LARGEST_RESIDUAL) {
            throw new IllegalStateException("residual = " + residual + " must be at most " + LARGEST_RESIDUAL + " ("
                    + variables() + " variables, " + rows() + " rows)");
        }
        return new Solution(value, Reals.of(point), residual);
    }

    private double residual(double[] point) {
        double worst = 0;
        for (int j = 0; j < point.length; j++) {
            worst = nonNegative.get(j) ? Math.max(worst, -point[j]) : worst;
        }
        for (Row row : rows) {
            double sum = -row.bound;
            for (int e = 0; e < row.terms.variables.size(); e++) {
                sum += row.terms.coefficients.get(e) * point[row.terms.variables.get(e)];
            }
            worst = Math.max(worst, row.equality ? Math.abs(sum) : sum);
        }
        return worst;
    }
}
