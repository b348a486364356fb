package org.dynama.exact;

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
        for (int pair : program.allowed.pairs) {
            double slack = slack(pair);
            double terms = terms(pair);
            relative = slack < 0 ? Math.max(relative, -slack / (terms + perVisit)) : relative;
            violation = Math.max(violation, -slack + (ROUNDINGS * UNIT + transitions.imbalance(pair)) * terms);
            left = nu[pair] > 0 ? Math.max(left, Math.abs(slack)) : left;
        }
        double residual = flowResidual();
        double gap = Math.abs(value - dualValue);
        double error = violation * program.visits() + gap + residual * span + ROUNDINGS * UNIT * traffic;
        Residuals residuals = new Residuals(residual, relative, gap == 0 ? 0 : gap / Math.max(traffic, dualSize));
        return new Finding(residuals, error, margin() - 2 * program.visits() * (violation + left));
    }

    /** What a state is worth less what a pair there is worth. */
    private double slack(int pair) {
        double slack = v[mdp.stateOf(pair)] + gain - c[pair];
        for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
            slack -= program.discount * transitions.probability(k) * v[transitions.next(k)];
        }
        return slack;
    }

    private double terms(int pair) {
        double terms = Math.abs(v[mdp.stateOf(pair)]) + Math.abs(gain) + size[pair];
        for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
            terms += program.discount * transitions.probability(k) * Math.abs(v[transitions.next(k)]);
        }
        return terms;
    }

    /** The least slack of a pair that is left out in a state that is visited; infinite without one. */
    private double margin() {
        double least = Double.POSITIVE_INFINITY;
        for (int pair : program.allowed.pairs) {
            boolean visited = false;
            for (int other = mdp.firstPair(mdp.stateOf(pair)); other < mdp.endPair(mdp.stateOf(pair)); other++) {
                visited |= other != pair && nu[other] > 0;
            }
            // Where two actions share the visits, each is left out by the other.
            least = visited ? Math.min(least, nu[pair] > 0 ? 0 : slack(pair)) : least;
        }
        return least;
    }

    private double flowResidual() {
        double worst = 0;
        double total = 0;
        for (int s : program.allowed.states) {
            flow[s] = program.average ? 0 : -mdp.initial().get(s);
        }
        for (int pair : program.allowed.pairs) {
            worst = Math.max(worst, -nu[pair]);
            total += nu[pair];
            flow[mdp.stateOf(pair)] += nu[pair];
            for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
                flow[transitions.next(k)] -= program.discount * transitions.probability(k) * nu[pair];
            }
        }
        for (int s : program.allowed.states) {
            worst = Math.max(worst, Math.abs(flow[s]));
        }
        return program.average ? Math.max(worst, Math.abs(total - 1)) : worst;
    }
}
