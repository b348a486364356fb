package org.dynama.exact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dynama.model.Reals;
import org.dynama.refusal.Refusal;

/**
 * Maximizes an average reward over the stationary occupancies {@code q(s,a,s')} of every policy under every kernel
 * between two bounds, with each state-action pair visited in a share {@code delta} of all rounds at least:
 *
 * <pre>
 * max  sum_{s,a,s'} q(s,a,s') r(s,a)
 * s.t. sum q = 1,   sum_{s,a} q(s,a,x) = sum_{a,s'} q(x,a,s')                     for every state x
 *      low(s,a,s') rho(s,a) &lt;= q(s,a,s') &lt;= high(s,a,s') rho(s,a),   rho(s,a) = sum_{s'} q(s,a,s')
 *      rho(s,a) &gt;= delta                                                          for every pair
 * </pre>
 *
 * <p>Posed in {@code rho - delta >= 0} and in the share {@code y} of each interval that is used,
 * {@code q = low rho + (high - low) y}, {@code 0 <= y <= rho}: a bijection that leaves no lower bounds, halves the rows and
 * stays well scaled when the intervals are tiny. Intervals of no width have no column, so that a known kernel makes a
 * program in {@code rho} alone.
 *
 * <p>One object serves one thread. Cost of {@code S = A = 4}: 80 columns and 84 rows, 0.3 milliseconds; of {@code S = 6, A = 5}: 210 columns and 216 rows, 1.5 milliseconds.
 *
 * @see <a href="https://arxiv.org/abs/1912.01192">Jin et al. (2020), Appendix A.1</a>, on which eq. 28, 29 and 31 of Leon
 *     and Etesami rest
 */
public final class ExtendedOccupancyLp {
    /** Narrower intervals are points: their effect on a value is below the residuals that are allowed. */
    private static final double NARROW = 1e-12;
    /** What is smaller than this is told from nothing by other means. */
    private static final double SMALL = 1e-3;

    private final int states;
    private final int actions;
    private final double[] low;
    private final double[] width;
    /** The column of {@code y(s,a,s')}, or -1. */
    private final int[] columnOf;

    private final int columns;

    /**
     * The programs of one set of kernels.
     *
     * @param low shape {@code [S * A * S]}, in [0, 1]
     * @param high shape {@code [S * A * S]}, in [0, 1]
     * @throws InfeasibleProgramException if a lower bound lies above the upper one
     */
    public ExtendedOccupancyLp(int states, int actions, double[] low, double[] high) {
        this.states = states;
        this.actions = actions;
        int pairs = states * actions;
        if (low.length != pairs * states || high.length != low.length) {
            throw Refusal.of(
                    "low has " + low.length + " entries and high " + high.length + " and they must have "
                            + pairs * states,
                    "");
        }
        this.low = low.clone();
        width = new double[low.length];
        columnOf = new int[low.length];
        int next = pairs;
        for (int k = 0; k < low.length; k++) {
            if (low[k] > high[k] + NARROW) {
                throw new InfeasibleProgramException(0, low.length);
            }
            boolean open = high[k] - low[k] > NARROW;
            width[k] = open ? high[k] - low[k] : 0;
            columnOf[k] = open ? next++ : -1;
        }
        columns = next;
    }

    /** The programs of a kernel that is known. */
    public static ExtendedOccupancyLp known(int states, int actions, double[] kernel) {
        return new ExtendedOccupancyLp(states, actions, kernel, kernel);
    }

    /** The program with its last column for {@code delta}, whose value it leaves open. */
    private List<CheckedProgram.Row> rows() {
        List<CheckedProgram.Row> rows = new ArrayList<>();
        int pairs = states * actions;
        double[] total = new double[columns + 1];
        Arrays.fill(total, 0, pairs, 1);
        rows.add(row(true, 1, total));
        // The flow constraints sum to zero: the last one follows from the others.
        for (int x = 0; x < states - 1; x++) {
            double[] flow = new double[columns + 1];
            for (int pair = 0; pair < pairs; pair++) {
                int k = pair * states + x;
                flow[pair] = pair / actions == x ? leaving(pair, k) : -low[k];
                if (columnOf[k] >= 0) {
                    flow[columnOf[k]] -= width[k];
                }
            }
            rows.add(row(true, 0, visible(flow)));
        }
        for (int pair = 0; pair < pairs; pair++) {
            addMass(pair, rows);
        }
        for (int k = 0; k < columnOf.length; k++) {
            if (columnOf[k] >= 0) {
                double[] cap = new double[columns + 1];
                cap[columnOf[k]] = 1;
                cap[k / states] = -1;
                rows.add(row(false, 0, cap));
            }
        }
        return rows;
    }

    /** The share of a pair's visits that leaves its state: of one that is hardly left, its moves say more than 1 less the rest. */
    private double leaving(int pair, int stays) {
        boolean isKnown = true;
        double moves = 0;
        for (int k = pair * states; k < (pair + 1) * states; k++) {
            isKnown &= columnOf[k] < 0;
            moves += k == stays ? 0 : low[k];
        }
        return isKnown && moves < SMALL ? moves : 1 - low[stays];
    }

    /** A state that hardly anything enters or leaves has a row of next to nothing: solvers would not see it. */
    private static double[] visible(double[] flow) {
        double largest = Arrays.stream(flow).map(Math::abs).max().orElse(0);
        double factor = largest > 0 && largest < SMALL ? Math.scalb(1, -Math.getExponent(largest)) : 1;
        return factor == 1 ? flow : Arrays.stream(flow).map(x -> x * factor).toArray();
    }

    /** What the lower bounds leave of a pair's mass goes into its intervals. */
    private void addMass(int pair, List<CheckedProgram.Row> rows) {
        double left = 1;
        double room = 0;
        double[] mass = new double[columns + 1];
        for (int k = pair * states; k < (pair + 1) * states; k++) {
            left -= low[k];
            room += width[k];
        }
        if (room == 0) {
            if (Math.abs(left) > 1e-9) {
                throw new InfeasibleProgramException(0, columns);
            }
            return;
        }
        for (int k = pair * states; k < (pair + 1) * states; k++) {
            if (columnOf[k] >= 0) {
                mass[columnOf[k]] = width[k] / room;
            }
        }
        mass[pair] = -left / room;
        rows.add(row(true, 0, mass));
    }

    /** Fills in the column of {@code delta}: all visits grow by it. */
    private CheckedProgram.Row row(boolean equality, double bound, double[] coefficients) {
        double sum = 0;
        for (int pair = 0; pair < states * actions; pair++) {
            sum += coefficients[pair];
        }
        coefficients[columns] = sum;
        return new CheckedProgram.Row(equality, bound, coefficients);
    }

    /** The programs of one {@code delta}, one for each reward table. */
    public final class Shrunk {
        private final double delta;
        private final CheckedProgram program;

        private Shrunk(double delta) {
            this.delta = delta;
            List<CheckedProgram.Row> fixed = new ArrayList<>();
            for (CheckedProgram.Row row : rows()) {
                double[] coefficients = Arrays.copyOf(row.coefficients(), columns);
                fixed.add(new CheckedProgram.Row(
                        row.equality(), row.bound() - delta * row.coefficients()[columns], coefficients));
            }
            program = new CheckedProgram(fixed, columns);
        }

        /**
         * An optimum.
         *
         * @param rewards shape {@code [S * A]}
         * @throws InfeasibleProgramException if no occupancy is left
         * @throws IllegalStateException if ojAlgo finds no optimum, or a residual exceeds 1e-7
         */
        public Solution solve(double[] rewards) {
            int pairs = states * actions;
            double[] c = Arrays.copyOf(rewards, columns);
            double[] x = program.solve(c);
            double[] rho = new double[pairs];
            double value = 0;
            for (int pair = 0; pair < pairs; pair++) {
                rho[pair] = x[pair] + delta;
                value += rho[pair] * rewards[pair];
            }
            double[] q = new double[low.length];
            for (int k = 0; k < q.length; k++) {
                double used = columnOf[k] >= 0 ? x[columnOf[k]] : 0;
                // The share was posed for all visits, those that delta asks for included.
                q[k] = low[k] * rho[k / states] + width[k] * used;
            }
            return new Solution(value, Reals.of(rho), Reals.of(q));
        }

        /** The worst residuals so far. */
        public Exactness exactness() {
            return program.exactness();
        }
    }

    /**
     * An optimal occupancy.
     *
     * @param value {@code <rho, rewards>}
     * @param visits shape {@code [S * A]}: {@code rho}
     * @param extended shape {@code [S * A * S]}: {@code q}
     */
    public record Solution(double value, Reals visits, Reals extended) {}

    /** The programs of one {@code delta}, in [0, 1). */
    public Shrunk shrunk(double delta) {
        if (!(delta >= 0 && delta < 1)) {
            throw new Refusal("delta", delta, "must lie in [0, 1)", "");
        }
        return new Shrunk(delta);
    }

    /** The largest {@code delta} for which there is an occupancy: one program. */
    public double largestDelta() {
        CheckedProgram program = new CheckedProgram(rows(), columns + 1);
        double[] c = new double[columns + 1];
        c[columns] = 1;
        return program.solve(c)[columns];
    }
}
