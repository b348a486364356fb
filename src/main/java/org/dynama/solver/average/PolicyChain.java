package org.dynama.solver.average;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.dynama.model.Transitions;

/**
 * The Markov chain of one deterministic policy: recurrent classes, long-run shares, gain and bias, by linear equations
 * with partial pivoting, {@code O(S^3)}. A policy is an array of pairs by state, -1 at states out of reach.
 */
final class PolicyChain {
    private final Transitions transitions;
    private final int states;
    private final double[][] matrix;
    private final double[] right;
    private final double[] bias;
    private BitSet home = new BitSet();
    private double[] shares = {};
    private double gain;
    private double size;

    PolicyChain(Transitions transitions, int states) {
        this.transitions = transitions;
        this.states = states;
        matrix = new double[states][states];
        right = new double[states];
        bias = new double[states];
    }

    /** The sets of states that the policy never leaves, once it is there, and in which it gets everywhere. */
    List<BitSet> recurrentClasses(int[] policy) {
        List<BitSet> reach = new ArrayList<>();
        for (int s = 0; s < states; s++) {
            reach.add(policy[s] < 0 ? new BitSet() : reach(s, policy));
        }
        List<BitSet> classes = new ArrayList<>();
        BitSet done = new BitSet();
        for (int s = 0; s < states; s++) {
            int start = s;
            BitSet here = reach.get(s);
            if (!here.isEmpty()
                    && !done.get(s)
                    && here.stream().allMatch(t -> reach.get(t).get(start))) {
                classes.add(here);
                done.or(here);
            }
        }
        return classes;
    }

    private BitSet reach(int start, int[] policy) {
        BitSet found = new BitSet();
        int[] waiting = new int[states];
        int count = 0;
        found.set(start);
        waiting[count++] = start;
        while (count > 0) {
            int p = policy[waiting[--count]];
            for (int k = transitions.begin(p); k < transitions.end(p); k++) {
                int next = transitions.next(k);
                if (!found.get(next)) {
                    found.set(next);
                    waiting[count++] = next;
                }
            }
        }
        return found;
    }

    /** Says which class the policy ends up in. */
    void settle(BitSet recurrent) {
        home = recurrent;
    }

    /** The gain of a recurrent class. */
    double gain(BitSet recurrent, int[] policy, double[] earned) {
        double[] share = shares(recurrent, policy);
        double sum = 0;
        for (int s = 0; s < states; s++) {
            sum += share[s] * earned[s];
        }
        return sum;
    }

    /** Solves {@code share (I - P) = 0} with {@code sum share = 1} over a recurrent class. */
    private double[] shares(BitSet recurrent, int[] policy) {
        int[] member = recurrent.stream().toArray();
        int n = member.length;
        int[] index = new int[states];
        for (int j = 0; j < n; j++) {
            index[member[j]] = j;
            Arrays.fill(matrix[j], 0, n, 0);
            right[j] = 0;
        }
        for (int j = 0; j < n; j++) {
            matrix[j][j] += 1;
            int p = policy[member[j]];
            for (int k = transitions.begin(p); k < transitions.end(p); k++) {
                matrix[index[transitions.next(k)]][j] -= transitions.probability(k);
            }
        }
        Arrays.fill(matrix[0], 0, n, 1);
        right[0] = 1;
        eliminate(n);
        double[] share = new double[states];
        for (int j = 0; j < n; j++) {
            share[member[j]] = Math.max(0, right[j]);
        }
        return share;
    }

    /** Gain, bias and shares of a policy whose only recurrent class is the one that was settled on. */
    void evaluate(int[] policy, double[] earned) {
        shares = shares(home, policy);
        gain = 0;
        for (int s = 0; s < states; s++) {
            gain += shares[s] * earned[s];
        }
        int reference = home.nextSetBit(0);
        for (int s = 0; s < states; s++) {
            Arrays.fill(matrix[s], 0);
            matrix[s][s] = 1;
            boolean fixed = s == reference || policy[s] < 0;
            right[s] = fixed ? 0 : earned[s] - gain;
            for (int k = fixed ? 0 : transitions.begin(policy[s]); !fixed && k < transitions.end(policy[s]); k++) {
                matrix[s][transitions.next(k)] -= transitions.probability(k);
            }
        }
        eliminate(states);
        System.arraycopy(right, 0, bias, 0, states);
        size = 0;
        for (int s = 0; s < states; s++) {
            size = Math.max(size, Math.max(Math.abs(bias[s]), Math.abs(earned[s])));
        }
    }

    /** Solves the first {@code n} equations; the solution takes the place of the right-hand sides. */
    private void eliminate(int n) {
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k + 1; i < n; i++) {
                pivot = Math.abs(matrix[i][k]) > Math.abs(matrix[pivot][k]) ? i : pivot;
            }
            double[] row = matrix[pivot];
            matrix[pivot] = matrix[k];
            matrix[k] = row;
            double value = right[pivot];
            right[pivot] = right[k];
            right[k] = value;
            for (int i = k + 1; i < n; i++) {
                double factor = matrix[i][k] / row[k];
                if (factor != 0) {
                    for (int j = k + 1; j < n; j++) {
                        matrix[i][j] -= factor * row[j];
                    }
                    right[i] -= factor * value;
                }
            }
        }
        for (int k = n - 1; k >= 0; k--) {
            for (int j = k + 1; j < n; j++) {
                right[k] -= matrix[k][j] * right[j];
            }
            right[k] /= matrix[k][k];
        }
    }

    /** What a policy earns per period. */
    double gain() {
        return gain;
    }

    /** What starting in a state is worth beside starting at the first state of the recurrent class. */
    double bias(int s) {
        return bias[s];
    }

    double sumOfBiases() {
        return Arrays.stream(bias).sum();
    }

    /** The largest number in the equations, for tolerances. */
    double size() {
        return size;
    }

    /** Shape {@code [S]}; the long-run shares of periods spent in each state; not a copy. */
    double[] shares() {
        return shares;
    }
}
