package org.dynama.exact;

import java.util.Arrays;
import org.dynama.model.Mdp;
import org.dynama.model.Transitions;

/**
 * Holds a primal and a dual solution against the occupancy program itself, with no help from whoever solved it.
 *
 * <p>Cost: {@code O(S A + entries)}.
 */
final class OptimalityCheck {
    private static final double UNIT = 0x1p-53;
    /** Roundings of a coefficient, whose weight, boost, type and coefficient are decimals, and of its sums. */
    private static final int ROUNDINGS = 32;

    private final Mdp mdp;
    private final Transitions transitions;
    private final FlowProgram program;
    private final int[] pairs;
    /** By pair: its state, how far its probabilities are from summing to one, and what its state is worth less what it is. */
    private final int[] states;

    private final double[] imbalance;

    private final double[] slack;
    private final double[] flow;
    /** What is held against what: coefficients, the sizes of their parts, visits, dual values and the gain. */
    private double[] c = {};

    private double[] size = {};
    private double[] nu = {};
    private double[] v = {};
    private double gain;

    OptimalityCheck(Mdp mdp, FlowProgram program) {
        this.mdp = mdp;
        this.program = program;
        transitions = mdp.transitions();
        pairs = program.allowed.pairs;
        states = Arrays.stream(pairs).map(transitions::stateOf).toArray();
        imbalance = Arrays.stream(pairs).mapToDouble(transitions::imbalance).toArray();
        slack = new double[states.length];
        flow = new double[mdp.stateCount()];
    }

    /**
     * What a solution proves.
     *
     * @param residuals how exact it is
     * @param error how far the value may be from the optimum, in its unit
     * @param margin as in {@link LpSolution}
     */
    record Finding(Residuals residuals, double error, double margin) {}

    /**
     * Checks a solution.
     *
     * @param coefficients shape {@code [P]}
     * @param sizes shape {@code [P]}; the sums of the sizes of the coefficients' parts
     * @param visits shape {@code [P]}
     * @param duals shape {@code [S]}
     * @param normalisation the multiplier of the normalisation; 0 unless the horizon is average reward
     */
    Finding finding(double[] coefficients, double[] sizes, double[] visits, double[] duals, double normalisation) {
        c = coefficients;
        size = sizes;
        nu = visits;
        v = duals;
        gain = normalisation;
        double dualValue = gain;
        double dualSize = Math.abs(gain);
        double span = 0;
        for (int s : program.allowed.states) {
            double first = program.average ? 0 : mdp.initial().get(s);
            dualValue += first * v[s];
            dualSize += first * Math.abs(v[s]);
            span += Math.abs(v[s]);
        }
        double value = 0;
        double traffic = 0;
        double visited = 0;
        for (int pair : program.allowed.pairs) {
            value += nu[pair] * c[pair];
            traffic += Math.abs(nu[pair]) * size[pair];
            visited += Math.abs(nu[pair]);
        }
        double perVisit = visited > 0 ? traffic / visited : 0;
        double relative = 0;
        double violation = 0;
        double left = 0;
        for (int j = 0; j < slack.length; j++) {
            double pays = nu[pairs[j]];
            double terms = readSlack(j);
            if (program.loops != null && program.loops.isFree(pairs[j])) {
                continue;
            }
            relative = slack[j] < 0 ? Math.max(relative, -slack[j] / (terms + perVisit)) : relative;
            violation = Math.max(violation, -slack[j] + (ROUNDINGS * UNIT + imbalance[j]) * terms);
            left = pays > 0 ? Math.max(left, Math.abs(slack[j])) : left;
        }
        double residual = flowResidual();
        double gap = Math.abs(value - dualValue);
        double dual =
                program.loops == null ? violation * program.visits() : program.loops.error(slack, v, violation + left);
        double error = dual + gap + residual * span + ROUNDINGS * UNIT * traffic;
        Residuals residuals = new Residuals(residual, relative, gap == 0 ? 0 : gap / Math.max(traffic, dualSize));
        double spare = program.loops == null ? (violation + left) * program.visits() : dual;
        return new Finding(residuals, error, margin() - 2 * spare);
    }

    /** Notes what a state is worth less what a column there is worth; returns the sum of the sizes of the terms. */
    private double readSlack(int j) {
        double here = v[states[j]];
        double worth = c[pairs[j]];
        double terms = Math.abs(here) + Math.abs(gain) + size[pairs[j]];
        double sum = here + gain - worth;
        for (int k = transitions.begin(pairs[j]); k < transitions.end(pairs[j]); k++) {
            double term = program.discount * transitions.probability(k) * v[transitions.next(k)];
            sum -= term;
            terms += Math.abs(term);
        }
        slack[j] = sum;
        return terms;
    }

    /** The least slack of a pair that is left out in a state that is visited; infinite without one. */
    private double margin() {
        double least = Double.POSITIVE_INFINITY;
        for (int from = 0, to = 0; from < pairs.length; from = to) {
            int visited = 0;
            for (to = from; to < pairs.length && states[to] == states[from]; to++) {
                visited += nu[pairs[to]] > 0 ? 1 : 0;
            }
            for (int j = from; j < to && visited > 0; j++) {
                // Where two actions share the visits, each is left out by the other.
                double lead = nu[pairs[j]] > 0 ? 0 : slack[j];
                least = nu[pairs[j]] > 0 && visited == 1 ? least : Math.min(least, lead);
            }
        }
        return least;
    }

    private double flowResidual() {
        double worst = 0;
        double total = 0;
        for (int s : program.allowed.states) {
            flow[s] = program.average ? 0 : -mdp.initial().get(s);
        }
        for (int j = 0; j < slack.length; j++) {
            double visits = nu[pairs[j]];
            worst = Math.max(worst, -visits);
            total += visits;
            flow[states[j]] += visits;
            for (int k = transitions.begin(pairs[j]); k < transitions.end(pairs[j]) && visits != 0; k++) {
                flow[transitions.next(k)] -= program.discount * transitions.probability(k) * visits;
            }
        }
        for (int s : program.allowed.states) {
            worst = Math.max(worst, Math.abs(flow[s]));
        }
        return program.average ? Math.max(worst, Math.abs(total - 1)) : worst;
    }
}
