package org.dynama.solver.discounted;

import org.dynama.model.Transitions;
import org.dynama.solver.kernel.Rows;
import org.dynama.solver.kernel.SoftMaxRows;

/**
 * Softmax policies of a batch and what they visit, on one discounted MDP: the work that both entropies share.
 *
 * <p>{@code pi = softmax(Q / alpha)}, {@code Z = alpha logsumexp(Q / alpha)}, {@code Q = c + discount * E[v']}.
 */
final class SoftPolicies {
    private final DiscountedSolver solver;
    private final Transitions transitions;
    /** {@code I - discount * P_pi'}, factored by {@link #factor}. */
    private final RowMatrix flow;

    private final double[] most = new double[Rows.WIDTH];
    private final double[] sum = new double[Rows.WIDTH];
    private final double[] inverse = new double[Rows.WIDTH];
    private final double[] mass = new double[Rows.WIDTH];

    SoftPolicies(DiscountedSolver solver) {
        this.solver = solver;
        transitions = solver.mdp.transitions();
        flow = RowMatrix.flow(solver.mdp);
    }

    /** Fills {@code pi}, rows by pair, and {@code Z}, rows by state. */
    void soften(double[][] policy, double[][] soft, double[][] c, double[][] v, double alpha) {
        for (int s = 0; s < solver.states; s++) {
            Rows.fill(most, Double.NEGATIVE_INFINITY);
            Rows.fill(sum, 0);
            for (int p = transitions.firstPair(s); p < transitions.endPair(s); p++) {
                solver.continuation(policy[p], c[p], p, v);
                Rows.max(most, policy[p]);
            }
            for (int p = transitions.firstPair(s); p < transitions.endPair(s); p++) {
                SoftMaxRows.weigh(policy[p], most, alpha, sum);
            }
            int actions = transitions.endPair(s) - transitions.firstPair(s);
            SoftMaxRows.logarithm(soft[s], inverse, sum, most, actions, alpha);
            for (int p = transitions.firstPair(s); p < transitions.endPair(s); p++) {
                Rows.multiply(policy[p], policy[p], inverse);
            }
        }
    }

    /** Factors {@code I - discount * P_pi'}, diagonally dominant by columns, for the solutions below. */
    void factor(double[][] policy) {
        flow.clear();
        for (int s = 0; s < solver.states; s++) {
            Rows.fill(flow.entry(s, s), 1);
        }
        for (int p = 0; p < policy.length; p++) {
            for (int k = transitions.begin(p); k < transitions.end(p); k++) {
                Rows.addScaled(flow.entry(transitions.next(k), transitions.stateOf(p)), -weight(k), policy[p]);
            }
        }
        flow.factor();
    }

    private double weight(int k) {
        return solver.discount * transitions.probability(k);
    }

    /** {@code x = (I - discount * P_pi')^-1 x}: from what starts in each state to visits. */
    void accumulateFlow(double[][] x) {
        flow.solve(x);
    }

    /** {@code x = (I - discount * P_pi)^-1 x}: from what each state earns to values. */
    void accumulateValue(double[][] x) {
        flow.solveTransposed(x);
    }

    /** The visits of the factored policy. */
    void visits(double[][] out) {
        for (int s = 0; s < solver.states; s++) {
            Rows.fill(out[s], solver.initial[s]);
        }
        flow.solve(out);
    }

    /** {@code out += discount * P' (policy x)}: what flows on if {@code x}, by state, is spread by a policy. */
    void push(double[][] out, double scale, double[][] policy, double[][] x) {
        for (int p = 0; p < policy.length; p++) {
            for (int k = transitions.begin(p); k < transitions.end(p); k++) {
                Rows.addScaledProduct(
                        out[transitions.next(k)], scale * weight(k), policy[p], x[transitions.stateOf(p)]);
            }
        }
    }

    /** {@code out += scale * discount * P' m}: what a measure, by pair, sends on. */
    void push(double[][] out, double scale, double[][] measure) {
        for (int p = 0; p < measure.length; p++) {
            for (int k = transitions.begin(p); k < transitions.end(p); k++) {
                Rows.addScaled(out[transitions.next(k)], scale * weight(k), measure[p]);
            }
        }
    }

    /** {@code out = discount * E[x'| s]} under a policy, for one state. */
    void expected(double[] out, int s, double[][] policy, double[][] x) {
        Rows.fill(out, 0);
        for (int p = transitions.firstPair(s); p < transitions.endPair(s); p++) {
            for (int k = transitions.begin(p); k < transitions.end(p); k++) {
                Rows.addScaledProduct(out, weight(k), policy[p], x[transitions.next(k)]);
            }
        }
    }

    /** {@code nu = visits * pi}. */
    void occupancies(double[][] nu, double[][] visits, double[][] policy) {
        for (int p = 0; p < nu.length; p++) {
            Rows.multiply(mass, visits[transitions.stateOf(p)], policy[p]);
            System.arraycopy(mass, 0, nu[p], 0, Rows.WIDTH);
        }
    }
}
