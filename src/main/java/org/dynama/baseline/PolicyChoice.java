package org.dynama.baseline;

import java.util.Arrays;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Stages;
import org.dynama.model.Transitions;

/**
 * Optimal values of an MDP in which only some pairs may be used, and the pairs that attain them: what those who choose one after
 * another leave to each other. Finite horizons by backward induction, discounted ones by policy iteration.
 *
 * <p>One object serves one thread. Cost: {@code O(entries)} a finite horizon, {@code O(S^3)} a discounted one.
 */
final class PolicyChoice {
    private final Mdp mdp;
    private final Transitions transitions;
    private final double discount;
    private final int[] backwards;

    /** States in the order in which values are found; any order where there are cycles. */
    PolicyChoice(Mdp mdp) {
        this.mdp = mdp;
        transitions = mdp.transitions();
        discount = mdp.horizon() instanceof Horizon.Discounted discounted ? discounted.discount() : 1;
        backwards = new int[mdp.stateCount()];
        if (discount < 1) {
            Arrays.setAll(backwards, s -> s);
        } else {
            Stages stages = Stages.of(mdp);
            Arrays.setAll(backwards, k -> stages.inOrder(backwards.length - 1 - k));
        }
    }

    /** How many actions a run has at most, discounted. */
    static double visits(Mdp mdp) {
        return mdp.horizon() instanceof Horizon.Discounted discounted
                ? 1 / (1 - discounted.discount())
                : Stages.of(mdp).count();
    }

    /** All pairs. */
    boolean[] all() {
        boolean[] allowed = new boolean[mdp.pairCount()];
        Arrays.fill(allowed, true);
        return allowed;
    }

    /**
     * Takes away pairs that may lead to where nothing is allowed; whether a run can still begin everywhere where one may.
     */
    boolean prune(boolean[] allowed) {
        boolean[] alive = new boolean[backwards.length];
        boolean changed = true;
        while (changed) {
            changed = false;
            Arrays.fill(alive, false);
            for (int pair = 0; pair < allowed.length; pair++) {
                alive[transitions.stateOf(pair)] |= allowed[pair];
            }
            for (int pair = 0; pair < allowed.length; pair++) {
                for (int k = transitions.begin(pair); allowed[pair] && k < transitions.end(pair); k++) {
                    allowed[pair] = alive[transitions.next(k)];
                    changed |= !allowed[pair];
                }
            }
        }
        boolean begins = true;
        for (int s = 0; s < alive.length; s++) {
            begins &= alive[s] || mdp.initial().get(s) == 0;
        }
        return begins;
    }

    /**
     * Keeps the pairs that are optimal, in every state.
     *
     * @param c shape {@code [P]}
     * @param allowed shape {@code [P]}; loses the others
     * @param tolerance below which values are alike
     * @return the optimal value
     */
    double keepOptimal(double[] c, boolean[] allowed, double tolerance) {
        double[] v = optimal(c, allowed, tolerance);
        for (int pair = 0; pair < allowed.length; pair++) {
            allowed[pair] = allowed[pair] && value(pair, c, v) >= v[transitions.stateOf(pair)] - tolerance;
        }
        return start(v);
    }

    /** The optimal value, and nothing else. */
    double best(double[] c, boolean[] allowed, double tolerance) {
        return start(optimal(c, allowed, tolerance));
    }

    /** The expected sums of some rewards under the policy that takes the first allowed pair of each state. */
    double[] expected(double[][] rewards, boolean[] allowed) {
        int[] policy = first(allowed);
        double[] sums = new double[rewards.length];
        for (int q = 0; q < sums.length; q++) {
            sums[q] = start(evaluated(policy, rewards[q]));
        }
        return sums;
    }

    private double[] optimal(double[] c, boolean[] allowed, double tolerance) {
        if (discount < 1) {
            return iterated(c, allowed, tolerance);
        }
        double[] v = new double[backwards.length];
        for (int s : backwards) {
            v[s] = Double.NEGATIVE_INFINITY;
            for (int pair = transitions.firstPair(s); pair < transitions.endPair(s); pair++) {
                v[s] = allowed[pair] ? Math.max(v[s], value(pair, c, v)) : v[s];
            }
        }
        return v;
    }

    private double[] iterated(double[] c, boolean[] allowed, double tolerance) {
        int[] policy = first(allowed);
        boolean changed = true;
        double[] v = evaluated(policy, c);
        while (changed) {
            changed = false;
            for (int s = 0; s < policy.length; s++) {
                double best = v[s] + tolerance / 4;
                for (int pair = transitions.firstPair(s); pair < transitions.endPair(s); pair++) {
                    if (allowed[pair] && value(pair, c, v) > best) {
                        best = value(pair, c, v);
                        policy[s] = pair;
                        changed = true;
                    }
                }
            }
            v = changed ? evaluated(policy, c) : v;
        }
        return v;
    }

    private int[] first(boolean[] allowed) {
        int[] policy = new int[backwards.length];
        for (int s = 0; s < policy.length; s++) {
            policy[s] = -1;
            for (int pair = transitions.endPair(s) - 1; pair >= transitions.firstPair(s); pair--) {
                // No run gets to a state without an allowed pair.
                boolean isDead = policy[s] < 0 || !allowed[policy[s]];
                policy[s] = allowed[pair] || isDead ? pair : policy[s];
            }
        }
        return policy;
    }

    private double[] evaluated(int[] policy, double[] c) {
        if (discount == 1) {
            double[] v = new double[policy.length];
            for (int s : backwards) {
                v[s] = value(policy[s], c, v);
            }
            return v;
        }
        int states = policy.length;
        double[][] rows = new double[states][states + 1];
        for (int s = 0; s < states; s++) {
            rows[s][s] = 1;
            rows[s][states] = c[policy[s]];
            for (int k = transitions.begin(policy[s]); k < transitions.end(policy[s]); k++) {
                rows[s][transitions.next(k)] -= discount * transitions.probability(k);
            }
        }
        return eliminated(rows);
    }

    /** Rows of dominant diagonals need no pivots. */
    private static double[] eliminated(double[][] rows) {
        int size = rows.length;
        for (int p = 0; p < size; p++) {
            for (int r = p + 1; r < size; r++) {
                double factor = rows[r][p] / rows[p][p];
                for (int k = p; factor != 0 && k <= size; k++) {
                    rows[r][k] -= factor * rows[p][k];
                }
            }
        }
        double[] v = new double[size];
        for (int p = size - 1; p >= 0; p--) {
            double sum = rows[p][size];
            for (int k = p + 1; k < size; k++) {
                sum -= rows[p][k] * v[k];
            }
            v[p] = sum / rows[p][p];
        }
        return v;
    }

    private double value(int pair, double[] c, double[] v) {
        double sum = c[pair];
        for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
            sum += discount * transitions.probability(k) * v[transitions.next(k)];
        }
        return sum;
    }

    private double start(double[] v) {
        double sum = 0;
        for (int s = 0; s < v.length; s++) {
            sum += mdp.initial().get(s) > 0 ? mdp.initial().get(s) * v[s] : 0;
        }
        return sum;
    }
}
