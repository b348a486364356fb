package org.dynama.exact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.dynama.model.EndComponents;
import org.dynama.model.Mdp;
import org.dynama.model.Transitions;

/**
 * The program of an average-reward horizon whose gains may depend on the state, and what its answers prove:
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
    private static final double UNIT = 0x1p-53;
    private static final int ROUNDINGS = 32;

    private final Mdp mdp;
    private final Transitions transitions;
    private final AllowedPairs allowed;
    private final CheckedProgram program;
    private final double[] initial;
    /** By state, the number of its end component; -1 in none. */
    private final int[] home;

    MultichainProgram(Mdp mdp, AllowedPairs allowed) {
        this.mdp = mdp;
        this.allowed = allowed;
        transitions = mdp.transitions();
        initial = mdp.initial().toArray();
        home = homes();
        program = new CheckedProgram(rows(), 2 * allowed.pairs.length);
    }

    private int[] homes() {
        int[] found = new int[mdp.stateCount()];
        Arrays.fill(found, -1);
        BitSet pairs = new BitSet();
        Arrays.stream(allowed.pairs).forEach(pairs::set);
        List<BitSet> ends = EndComponents.of(mdp, pairs);
        for (int k = 0; k < ends.size(); k++) {
            int number = k;
            ends.get(k).stream().forEach(s -> found[s] = number);
        }
        return found;
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
        return proof(c, size, new Point(nu, y, g, h));
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

    /** A primal and a dual solution, by pair and by state. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Point(double[] x, double[] y, double[] g, double[] h) {}

    private LpSolution.Proof proof(double[] c, double[] size, Point point) {
        double value = 0;
        double traffic = 0;
        double passages = 1;
        double lost = 0;
        double below = 0;
        double relative = 0;
        for (int pair : allowed.pairs) {
            value += point.x[pair] * c[pair];
            traffic += Math.abs(point.x[pair]) * size[pair];
            passages += Math.abs(point.y[pair]);
        }
        for (int pair : allowed.pairs) {
            double slack = slack(c, point, pair);
            double terms = terms(size, point, pair);
            double rounding = (ROUNDINGS * UNIT + transitions.imbalance(pair)) * terms;
            lost = Math.max(lost, -loss(point, pair) + rounding);
            below = Math.max(below, -slack + rounding);
            double most = Math.max(-slack, -loss(point, pair));
            relative = most > 0 ? Math.max(relative, most / (terms + traffic)) : relative;
        }
        double dual = 0;
        for (int s : allowed.states) {
            dual += initial[s] * point.g[s];
        }
        double gap = Math.abs(value - dual);
        double noise = lost * passages + below;
        Residuals residuals =
                new Residuals(residual(point), relative, gap == 0 ? 0 : gap / Math.max(traffic, Math.abs(dual)));
        double error = noise + gap + ROUNDINGS * UNIT * traffic;
        return new LpSolution.Proof(residuals, error, margin(c, point) - 2 * noise);
    }

    /** By how much a pair's gain is less than its state's. */
    private double loss(Point point, int pair) {
        double loss = point.g[transitions.stateOf(pair)];
        for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
            loss -= transitions.probability(k) * point.g[transitions.next(k)];
        }
        return loss;
    }

    private double slack(double[] c, Point point, int pair) {
        int s = transitions.stateOf(pair);
        double slack = point.g[s] + point.h[s] - c[pair];
        for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
            slack -= transitions.probability(k) * point.h[transitions.next(k)];
        }
        return slack;
    }

    private double terms(double[] size, Point point, int pair) {
        int s = transitions.stateOf(pair);
        double terms = Math.abs(point.g[s]) + Math.abs(point.h[s]) + size[pair];
        for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
            int next = transitions.next(k);
            terms += transitions.probability(k) * (Math.abs(point.g[next]) + Math.abs(point.h[next]));
        }
        return terms;
    }

    private double residual(Point point) {
        double[] stay = new double[mdp.stateCount()];
        double[] come = new double[mdp.stateCount()];
        double worst = 0;
        for (int pair : allowed.pairs) {
            int s = transitions.stateOf(pair);
            worst = Math.max(worst, Math.max(-point.x[pair], -point.y[pair]));
            stay[s] += point.x[pair];
            come[s] += point.x[pair] + point.y[pair];
            for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
                stay[transitions.next(k)] -= transitions.probability(k) * point.x[pair];
                come[transitions.next(k)] -= transitions.probability(k) * point.y[pair];
            }
        }
        for (int s : allowed.states) {
            worst = Math.max(worst, Math.max(Math.abs(stay[s]), Math.abs(come[s] - initial[s])));
        }
        return worst;
    }

    /**
     * The least slack of what is left out where runs stay, and the least loss of gain of what leaves a place on their way, or
     * nothing where they pass an end component, in which they could stay.
     */
    private double margin(double[] c, Point point) {
        BitSet staying = new BitSet();
        BitSet passing = new BitSet();
        int[] taken = new int[mdp.stateCount()];
        for (int pair : allowed.pairs) {
            int s = transitions.stateOf(pair);
            taken[s] += point.x[pair] > 0 ? 1 : 0;
            if (point.x[pair] > 0) {
                staying.set(home[s] < 0 ? mdp.stateCount() : home[s]);
            }
        }
        for (int pair : allowed.pairs) {
            int s = transitions.stateOf(pair);
            if (point.y[pair] > 0 && home[s] >= 0 && !staying.get(home[s])) {
                return 0;
            }
            passing.set(s, passing.get(s) || point.y[pair] > 0);
        }
        double least = Double.POSITIVE_INFINITY;
        for (int pair : allowed.pairs) {
            int s = transitions.stateOf(pair);
            boolean left = point.x[pair] <= 0;
            if (taken[s] > 0 && (left || taken[s] > 1)) {
                least = Math.min(least, left ? Math.max(slack(c, point, pair), loss(point, pair)) : 0);
            } else if (taken[s] == 0 && home[s] < 0 && passing.get(s) && point.y[pair] <= 0) {
                least = Math.min(least, loss(point, pair));
            } else if (taken[s] == 0 && home[s] >= 0 && staying.get(home[s]) && leaves(pair)) {
                least = Math.min(least, loss(point, pair));
            }
        }
        return least;
    }

    private boolean leaves(int pair) {
        boolean leaves = false;
        for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
            leaves |= home[transitions.next(k)] != home[transitions.stateOf(pair)];
        }
        return leaves;
    }
}
