package org.dynama.exact;

import java.util.List;
import java.util.Locale;
import org.dynama.model.Reals;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.linear.LinearSolver;
import org.ojalgo.structure.Access1D;

/**
 * A small dense program {@code max c x, A x = b or A x <= b, x >= 0} whose every answer is held against its dual.
 *
 * <p>Right-hand sides and costs are multiplied by powers of two, which is exact, to lie well above the absolute
 * tolerances of the simplex method.
 */
public final class CheckedProgram {
    /** ojAlgo takes ratios below 1e-8 for equal. */
    private static final double UNIT = 0x1p-30;

    /**
     * One constraint.
     *
     * @param coefficients not to be changed
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Row(boolean equality, double bound, double[] coefficients) {}

    /**
     * An optimum and its proof.
     *
     * @param value the objective
     * @param point shape {@code [columns]}
     * @param multipliers shape {@code [rows]}; of a dual solution of the same value, not negative for inequalities but for
     *     rounding
     */
    public record Optimum(double value, Reals point, Reals multipliers) {}

    private final List<Row> rows;
    private final int columns;
    private final LinearSolver.Builder builder;
    private final Optimisation.Options options = new Optimisation.Options();
    private Exactness exactness = Exactness.NONE;

    /**
     * Before any cost is known.
     *
     * @param rows each of {@code columns} coefficients
     */
    public CheckedProgram(List<Row> rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        builder = LinearSolver.newBuilder(new double[columns]);
        for (Row row : rows) {
            if (row.equality) {
                builder.equality(row.bound / UNIT, row.coefficients);
            } else {
                builder.inequality(row.bound / UNIT, row.coefficients);
            }
        }
        options.iterations_abort = 1000 + 100 * (rows.size() + columns);
    }

    /** The worst residuals so far. */
    Exactness exactness() {
        return exactness;
    }

    /**
     * Solves the program.
     *
     * @param c shape {@code [columns]}
     * @return an optimum
     * @throws InfeasibleProgramException if there is none
     * @throws IllegalStateException if ojAlgo finds no optimum, or a residual exceeds 1e-7
     */
    double[] solve(double[] c) {
        return optimum(c).point().toArray();
    }

    /**
     * Solves the program; errors as {@link #solve}.
     *
     * @param c shape {@code [columns]}
     */
    public Optimum optimum(double[] c) {
        double largest = 0;
        for (double cost : c) {
            largest = Math.max(largest, Math.abs(cost));
        }
        double scale = largest > 0 ? Math.scalb(1.0, -Math.getExponent(largest)) : 1;
        for (int j = 0; j < columns; j++) {
            builder.objective(j, -scale * c[j]);
        }
        Optimisation.Result result = builder.build(options).solve();
        if (result.getState() == Optimisation.State.INFEASIBLE) {
            throw new InfeasibleProgramException(rows.size(), columns);
        }
        if (!result.getState().isOptimal()) {
            throw new IllegalStateException("ojAlgo ends in state " + result.getState() + " and must find an optimum ("
                    + rows.size() + " rows, " + columns + " columns, coefficients up to " + largest + ")");
        }
        double[] x = new double[columns];
        for (int j = 0; j < columns; j++) {
            x[j] = result.doubleValue(j) * UNIT;
        }
        Access1D<?> multipliers = result.getDualSolution().orElseThrow().get();
        // ojAlgo puts the multipliers of inequalities before those of equalities.
        double[] y = new double[rows.size()];
        int next = 0;
        for (boolean equality : new boolean[] {false, true}) {
            for (int k = 0; k < y.length; k++) {
                if (rows.get(k).equality == equality) {
                    y[k] = multipliers.doubleValue(next++) / scale;
                }
            }
        }
        return new Optimum(check(c, x, y), Reals.of(x), Reals.of(y));
    }

    /** The value, once it is proven. */
    private double check(double[] c, double[] x, double[] y) {
        double[] reduced = new double[columns];
        double[] terms = new double[columns];
        double value = 0;
        double traffic = 0;
        double primal = 0;
        for (int j = 0; j < columns; j++) {
            reduced[j] = -c[j];
            terms[j] = Math.abs(c[j]);
            value += c[j] * x[j];
            traffic += Math.abs(c[j] * x[j]);
            primal = Math.max(primal, -x[j]);
        }
        double bound = 0;
        double dual = 0;
        for (int k = 0; k < y.length; k++) {
            Row row = rows.get(k);
            double excess = -row.bound;
            for (int j = 0; j < columns; j++) {
                excess += row.coefficients[j] * x[j];
                reduced[j] += row.coefficients[j] * y[k];
                terms[j] += Math.abs(row.coefficients[j] * y[k]);
            }
            primal = Math.max(primal, row.equality ? Math.abs(excess) : excess);
            bound += row.bound * y[k];
            traffic = Math.max(traffic, Math.abs(bound));
        }
        // A violation counts beside its own terms and the money that flows, never beside costs that carry nothing.
        for (int j = 0; j < columns; j++) {
            dual = Math.max(dual, relative(-reduced[j], terms[j] + traffic));
        }
        for (int k = 0; k < y.length; k++) {
            dual = rows.get(k).equality ? dual : Math.max(dual, relative(-y[k], traffic));
        }
        Residuals residuals = new Residuals(primal, dual, relative(Math.abs(value - bound), traffic));
        exactness = exactness.with(residuals);
        if (!residuals.areSmall()) {
            throw new IllegalStateException(String.format(
                    Locale.ROOT,
                    "flow residual %.3g, dual violation %.3g and duality gap %.3g must be at most %.0e (value %.6g, %d rows,"
                            + " %d columns)",
                    primal,
                    dual,
                    residuals.gap(),
                    Residuals.TOLERANCE,
                    value,
                    rows.size(),
                    columns));
        }
        return value;
    }

    private static double relative(double violation, double size) {
        return violation == 0 ? 0 : violation / size;
    }
}
