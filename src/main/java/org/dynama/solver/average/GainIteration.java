package org.dynama.solver.average;

import java.util.BitSet;
import org.dynama.model.Transitions;

/**
 * Gain-optimal policies, one per profile: damped sweeps of value iteration over the whole batch, then policy iteration
 * among policies with one recurrent class.
 *
 * <pre>
 * evaluate   h(s) + g = c(s, pi(s)) + E[h(s')],  h = 0 at one state of the recurrent class
 * improve    where some action has c + E[h(s')] &gt; h(s) + g
 * </pre>
 *
 * <p>An improved policy with several recurrent classes keeps the best of them, and all other states walk there, which
 * they can, because all states of the one end component reach one another. So the gain never falls, and rises unless only
 * transient states improve: no policy comes twice. An action is better where it is so by more than rounding can feign in
 * the numbers that are added up for it, and no others.
 *
 * @see <a href="https://doi.org/10.1002/9780470316887">Puterman (1994), Markov Decision Processes, section 9.5</a>
 */
final class GainIteration {
    private static final int MOST_STEPS = 10_000;

    private final Steps steps;
    private final int states;
    private final Transitions transitions;
    private final DampedSweeps sweeps;
    private final PolicyChain chain;
    private final RelativeValues values;
    private final Leads leads;
    private final GainBounds bounds;
    private final int[] policy;
    private final double[] earned;

    /** @param initial shape {@code [S]}; probabilities of the first state; all zero: a run begins where it settles */
    GainIteration(AverageSolver solver, double[] initial) {
        states = solver.states;
        transitions = solver.mdp.transitions();
        policy = new int[states];
        earned = new double[states];
        steps = new Steps(transitions);
        sweeps = new DampedSweeps(solver);
        chain = new PolicyChain(steps, initial);
        values = new RelativeValues(steps, chain, states);
        leads = new Leads(solver.mdp, steps, values);
        bounds = new GainBounds(solver.mdp, chain, values, leads);
    }

    /** By profile, what is found; the table receives the shares, rows by pair. */
    static final class Solution {
        final double[] gains;
        final double[] margins;
        final double[] errors;
        final double[][] table;
        /** Shape {@code [B][S]}; pairs, -1 where a run never comes. */
        final int[][] policies;

        /**
         * Nothing found yet.
         *
         * @param table zero
         * @param policies -1, or a row each of what others find elsewhere
         */
        Solution(double[][] table, int[][] policies) {
            gains = new double[policies.length];
            margins = new double[policies.length];
            errors = new double[policies.length];
            this.table = table;
            this.policies = policies;
        }
    }

    /**
     * Solves every lane.
     *
     * @param c rows of coefficients by pair
     * @param noise what rounding may have done to them
     * @param pairs that may be used
     */
    void run(double[][] c, double[][] noise, BitSet pairs, Solution solution) {
        sweeps.run(c, pairs);
        int[] usable = pairs.stream().toArray();
        for (int w = 0; w < solution.gains.length; w++) {
            for (int s = 0; s < states; s++) {
                policy[s] = sweeps.greedy(c, pairs, s, w);
            }
            improveToTheEnd(c, noise, usable, w);
            solution.gains[w] = values.gain();
            int[] lowest = leads.lowest(policy, usable);
            bounds.measureError(policy, usable);
            bounds.measureMargin(policy, usable);
            solution.errors[w] = bounds.error();
            solution.margins[w] = bounds.margin();
            chain.take(lowest);
            double[] shares = chain.shares();
            for (int s = 0; s < states; s++) {
                solution.policies[w][s] = Math.max(lowest[s], solution.policies[w][s]);
                if (shares[s] > 0) {
                    solution.table[lowest[s]][w] = shares[s];
                }
            }
        }
    }

    private void improveToTheEnd(double[][] c, double[][] noise, int[] pairs, int w) {
        int step = 0;
        do {
            settle(c, pairs, w);
            values.evaluate(policy, earned);
            leads.measure(c, noise, pairs, w);
        } while (leads.improve(policy, pairs) && ++step < MOST_STEPS);
    }

    /** Makes the policy one with a single recurrent class, the best of those that it has. */
    private void settle(double[][] c, int[] pairs, int w) {
        earn(c, w);
        chain.take(policy);
        if (chain.places().classCount() > 1) {
            int best = 0;
            for (int k = 1; k < chain.places().classCount(); k++) {
                best = chain.gain(k, earned) > chain.gain(best, earned) ? k : best;
            }
            walkTo(best, pairs);
            chain.take(policy);
            earn(c, w);
        }
    }

    private void earn(double[][] c, int w) {
        for (int s = 0; s < states; s++) {
            earned[s] = policy[s] < 0 ? 0 : c[policy[s]][w];
        }
    }

    /** Every state outside a recurrent class takes a pair that may come nearer. */
    private void walkTo(int home, int[] pairs) {
        BitSet near = new BitSet();
        for (int s = 0; s < states; s++) {
            near.set(s, chain.places().classOf(s) == home);
        }
        int before;
        do {
            before = near.cardinality();
            for (int p : pairs) {
                int s = transitions.stateOf(p);
                for (int k = steps.begin(p); k < steps.end(p) && !near.get(s); k++) {
                    if (near.get(steps.next(k))) {
                        policy[s] = p;
                        near.set(s);
                    }
                }
            }
        } while (near.cardinality() > before);
    }
}
