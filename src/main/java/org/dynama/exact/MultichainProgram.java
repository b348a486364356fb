package org.dynama.exact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dynama.model.Mdp;
import org.dynama.model.Transitions;
import org.dynama.refusal.Refusal;

/**
 * The program of an average-reward horizon whose gains may depend on the state:
 *
 * <pre>
 * max  sum x(s,a) c(s,a)
 * s.t. sum_a x(s,a) - sum P(s|s',a') x(s',a') = 0                                    for every state s
 *      sum_a x(s,a) + sum_a y(s,a) - sum P(s|s',a') y(s',a') = initial(s)            for every state s
 * dual min sum initial(s) g(s)
 * s.t. g(s) + h(s) &gt;= c(s,a) + E[h(s')]  and  g(s) &gt;= E[g(s')]                       for every pair
 * </pre>
 *
 * {@code x} are long-run shares of periods, {@code y} visits on the way there. It is posed with {@code <=}, whose slack basis
 * is feasible: the first rows add up to zero, and with a constant added to all costs every optimum uses all flow. Cost: a dense program of {@code 2 S} rows and
 * {@code 2 S A} columns.
 *
 * @see <a href="https://doi.org/10.1002/9780470316887">Puterman (1994), Markov Decision Processes, section 9.3</a>
 */
final class MultichainProgram {
    /** Copies of the matrix: its rows, the simplex method's, and what that works on. */
    private static final int TABLES = 3;

    private final Mdp mdp;
    private final Transitions transitions;
    private final AllowedPairs allowed;
    private final CheckedProgram program;
    private final double[] initial;
    private final MultichainCheck check;

    MultichainProgram(Mdp mdp, AllowedPairs allowed) {
        this.mdp = mdp;
        this.allowed = allowed;
        transitions = mdp.transitions();
        initial = mdp.initial().toArray();
        long bytes = 8L * (2L * allowed.states.length) * (2L * allowed.pairs.length) * TABLES;
        if (bytes > Runtime.getRuntime().maxMemory()) {
            throw Refusal.of(
                    "a program of " + allowed.states.length
                            + " states among which a run can settle in several places takes some " + (bytes >> 20)
                            + " MiB, dense as it is",
                    "Maybe evaluation.solver: dp, or more memory for Java (JAVA_OPTS=-Xmx...).");
        }
        check = new MultichainCheck(mdp, allowed);
        program = new CheckedProgram(rows(), 2 * allowed.pairs.length);
    }

    private List<CheckedProgram.Row> rows() {
        int columns = allowed.pairs.length;
        int[] row = new int[mdp.stateCount()];
        for (int k = 0; k < allowed.states.length; k++) {
            row[allowed.states[k]] = k;
        }
        double[][] stay = new double[allowed.states.length][2 * columns];
        double[][] come = new double[allowed.states.length][2 * columns];
        for (int j = 0; j < columns; j++) {
            int pair = allowed.pairs[j];
            int s = row[transitions.stateOf(pair)];
            stay[s][j] += 1;
            come[s][j] += 1;
            come[s][columns + j] += 1;
            for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
                stay[row[transitions.next(k)]][j] -= transitions.probability(k);
                come[row[transitions.next(k)]][columns + j] -= transitions.probability(k);
            }
        }
        List<CheckedProgram.Row> rows = new ArrayList<>();
        for (double[] coefficients : stay) {
            rows.add(new CheckedProgram.Row(false, 0, coefficients));
        }
        for (int k = 0; k < come.length; k++) {
            rows.add(new CheckedProgram.Row(false, initial[allowed.states[k]], come[k]));
        }
        return rows;
    }

    /**
     * Solves the program.
     *
     * @param c shape {@code [S * A]}; finite at the allowed pairs
     * @param size shape {@code [S * A]}; the sums of the sizes of their parts
     * @param nu shape {@code [S * A]}; receives the shares
     * @param h shape {@code [S]}; receives the biases
     * @return the proof; {@link LpSolution.Proof#NONE} where no optimum is found
     */
    LpSolution.Proof solve(double[] c, double[] size, double[] nu, double[] h) {
        int columns = allowed.pairs.length;
        double[] costs = new double[2 * columns];
        double shift = shift(c);
        for (int j = 0; j < columns; j++) {
            costs[j] = c[allowed.pairs[j]] + shift;
        }
        CheckedProgram.Optimum optimum;
        try {
            optimum = program.optimum(costs);
        } catch (IllegalStateException unsolved) {
            return LpSolution.Proof.NONE;
        }
        double[] g = new double[h.length];
        double[] y = new double[nu.length];
        Arrays.fill(h, Double.NEGATIVE_INFINITY);
        for (int k = 0; k < allowed.states.length; k++) {
            h[allowed.states[k]] = optimum.multipliers().get(k);
            g[allowed.states[k]] = optimum.multipliers().get(allowed.states.length + k) - shift;
        }
        for (int j = 0; j < columns; j++) {
            nu[allowed.pairs[j]] = optimum.point().get(j);
            y[allowed.pairs[j]] = optimum.point().get(columns + j);
        }
        return check.proof(c, size, new MultichainCheck.Point(nu, y, g, h));
    }

    /** Enough for every state to have an action that earns: then no optimum lets a run stop before it settles. */
    private double shift(double[] c) {
        double[] best = new double[mdp.stateCount()];
        Arrays.fill(best, Double.NEGATIVE_INFINITY);
        for (int pair : allowed.pairs) {
            int s = transitions.stateOf(pair);
            best[s] = Math.max(best[s], c[pair]);
        }
        double shift = 0;
        for (int s : allowed.states) {
            shift = Math.max(shift, 2 * Math.abs(best[s]));
        }
        return shift > 0 ? shift : 1;
    }
}
