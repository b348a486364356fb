package org.dynama.solver.average;

import java.util.BitSet;
import java.util.List;
import org.dynama.model.Transitions;
import org.dynama.solver.kernel.Rows;

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
 * transient states improve: no policy comes twice.
 *
 * @see <a href="https://doi.org/10.1002/9780470316887">Puterman (1994), Markov Decision Processes, section 9.5</a>
 */
final class GainIteration {
    private static final int SWEEPS = 32;
    private static final int MOST_STEPS = 10_000;
    /** Rounding beside the largest coefficient and bias. */
    private static final double ROUNDING = 1e-13;

    private final AverageSolver solver;
    private final Transitions transitions;
    private final int states;
    private final int actions;
    private final PolicyChain chain;
    private final int[] policy;
    private final double[] earned;
    private final double[] best = new double[Rows.WIDTH];
    private final double[] scratch = new double[Rows.WIDTH];

    GainIteration(AverageSolver solver) {
        this.solver = solver;
        transitions = solver.mdp.transitions();
        states = solver.states;
        actions = solver.actions;
        policy = new int[states];
        earned = new double[states];
        chain = new PolicyChain(transitions, states);
    }

    /**
     * Solves every lane.
     *
     * @param c rows of coefficients by pair
     * @param pairs that may be used
     * @param gains receives the optimal gains
     * @param table zero; receives the shares, rows by pair
     */
    void run(double[][] c, BitSet pairs, int count, double[] gains, double[][] table) {
        sweep(c, pairs);
        for (int w = 0; w < count; w++) {
            for (int s = 0; s < states; s++) {
                policy[s] = greedy(c, pairs, s, w);
            }
            improveToTheEnd(c, pairs, w);
            double[] shares = chain.shares();
            for (int s = 0; s < states; s++) {
                if (shares[s] > 0) {
                    table[policy[s]][w] = shares[s];
                    gains[w] += shares[s] * c[policy[s]][w];
                }
            }
        }
    }

    /** Half of each step stays, so that periodic policies do not swing; the first live state's value is taken off. */
    private void sweep(double[][] c, BitSet pairs) {
        double[][] value = solver.value;
        for (double[] row : value) {
            Rows.fill(row, 0);
        }
        int reference = pairs.nextSetBit(0) / actions;
        for (int k = 0; k < SWEEPS; k++) {
            for (int s = 0; s < states; s++) {
                if (maximum(c, pairs, s)) {
                    Rows.scale(value[s], 0.5);
                    Rows.addScaled(value[s], 0.5, best);
                }
            }
            System.arraycopy(value[reference], 0, scratch, 0, Rows.WIDTH);
            for (int s = 0; s < states; s++) {
                Rows.addScaled(value[s], -1, scratch);
            }
        }
    }

    private boolean maximum(double[][] c, BitSet pairs, int s) {
        Rows.fill(best, Double.NEGATIVE_INFINITY);
        boolean any = false;
        for (int p = pairs.nextSetBit(s * actions); p >= 0 && p < (s + 1) * actions; p = pairs.nextSetBit(p + 1)) {
            System.arraycopy(c[p], 0, scratch, 0, Rows.WIDTH);
            for (int k = transitions.begin(p); k < transitions.end(p); k++) {
                Rows.addScaled(scratch, transitions.probability(k), solver.value[transitions.next(k)]);
            }
            Rows.max(best, scratch);
            any = true;
        }
        return any;
    }

    /** The lowest pair of the best by the value rows; -1 where none may be used. */
    private int greedy(double[][] c, BitSet pairs, int s, int w) {
        int taken = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int p = pairs.nextSetBit(s * actions); p >= 0 && p < (s + 1) * actions; p = pairs.nextSetBit(p + 1)) {
            double q = c[p][w];
            for (int k = transitions.begin(p); k < transitions.end(p); k++) {
                q += transitions.probability(k) * solver.value[transitions.next(k)][w];
            }
            if (q > most + 1e-12 * Math.abs(q)) {
                most = q;
                taken = p;
            }
        }
        return taken;
    }

    private void improveToTheEnd(double[][] c, BitSet pairs, int w) {
        double gain = Double.NEGATIVE_INFINITY;
        double biases = Double.NEGATIVE_INFINITY;
        for (int step = 0; step < MOST_STEPS; step++) {
            settle(c, pairs, w);
            chain.evaluate(policy, earned);
            double tolerance = ROUNDING * (1 + chain.size());
            double sum = chain.sumOfBiases();
            boolean rises = chain.gain() > gain + tolerance || (chain.gain() > gain - tolerance && sum > biases);
            gain = Math.max(gain, chain.gain());
            biases = sum;
            if (!rises || !improve(c, pairs, w, tolerance)) {
                return;
            }
        }
        throw new IllegalStateException("policy iteration has taken " + MOST_STEPS + " steps and must be done");
    }

    /** Makes the policy one with a single recurrent class, the best of those that it has. */
    private void settle(double[][] c, BitSet pairs, int w) {
        for (int s = 0; s < states; s++) {
            earned[s] = policy[s] < 0 ? 0 : c[policy[s]][w];
        }
        List<BitSet> classes = chain.recurrentClasses(policy);
        if (classes.size() == 1) {
            chain.settle(classes.get(0));
            return;
        }
        BitSet chosen = classes.get(0);
        double most = Double.NEGATIVE_INFINITY;
        for (BitSet candidate : classes) {
            double gain = chain.gain(candidate, policy, earned);
            if (gain > most) {
                most = gain;
                chosen = candidate;
            }
        }
        chain.settle(chosen);
        walkTo(chosen, pairs);
        for (int s = 0; s < states; s++) {
            earned[s] = policy[s] < 0 ? 0 : c[policy[s]][w];
        }
    }

    /** Every state outside takes a pair that may come nearer. */
    private void walkTo(BitSet home, BitSet pairs) {
        BitSet near = (BitSet) home.clone();
        int before;
        do {
            before = near.cardinality();
            for (int p = pairs.nextSetBit(0); p >= 0; p = pairs.nextSetBit(p + 1)) {
                int s = p / actions;
                for (int k = transitions.begin(p); k < transitions.end(p) && !near.get(s); k++) {
                    if (near.get(transitions.next(k))) {
                        policy[s] = p;
                        near.set(s);
                    }
                }
            }
        } while (near.cardinality() > before);
    }

    private boolean improve(double[][] c, BitSet pairs, int w, double tolerance) {
        boolean any = false;
        for (int s = 0; s < states; s++) {
            double most = chain.gain() + chain.bias(s) + tolerance;
            for (int p = pairs.nextSetBit(s * actions); p >= 0 && p < (s + 1) * actions; p = pairs.nextSetBit(p + 1)) {
                double q = c[p][w];
                for (int k = transitions.begin(p); k < transitions.end(p); k++) {
                    q += transitions.probability(k) * chain.bias(transitions.next(k));
                }
                if (q > most) {
                    most = q;
                    policy[s] = p;
                    any = true;
                }
            }
        }
        return any;
    }
}
