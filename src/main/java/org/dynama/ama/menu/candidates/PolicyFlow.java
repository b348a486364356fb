package org.dynama.ama.menu.candidates;

import java.util.Arrays;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Transitions;
import org.dynama.refusal.Refusal;

/**
 * Expected discounted visits of a stochastic policy with a logit for each pair of its support, and what they pull back: in each
 * state actions are drawn by the softmax of their logits.
 *
 * <p>Visits of states solve {@code x = initial + discount P' x}; the adjoint {@code v = E_policy[q + discount P v]} is the value
 * of visits that are worth {@code q}, and a logit's derivative {@code x_s p_a (q_a + discount P_a v - v_s)}. Both are one
 * sweep where states have an order, as in finite horizons, else one elimination, {@code O(S^3)} in the states of the support.
 *
 * @see <a href="https://papers.nips.cc/paper/1713">Sutton et al. (1999), the policy gradient theorem</a>
 */
final class PolicyFlow {
    private final Mdp mdp;
    private final Transitions transitions;
    private final int[] pairs;
    /** The states of the support, in ascending order, and the first place of each. */
    private final int[] states;

    private final int[] begin;
    /** By state of the MDP, its place among those of the support; -1 where it has none. */
    private final int[] place;

    private final double[] probability;
    private final double[] x;

    /**
     * The flow of policies on a support.
     *
     * @param pairs ascending, of every state that is reached by them
     * @throws Refusal if rewards count per period
     */
    PolicyFlow(Mdp mdp, int... pairs) {
        if (mdp.horizon() instanceof Horizon.AverageReward) {
            throw Refusal.of("policies' visits must add up, and this world counts the average per period", "");
        }
        this.mdp = mdp;
        transitions = mdp.transitions();
        this.pairs = pairs.clone();
        states = Arrays.stream(pairs).map(pair -> mdp.stateOf(pair)).distinct().toArray();
        begin = new int[states.length + 1];
        place = new int[mdp.stateCount()];
        Arrays.fill(place, -1);
        int m = 0;
        for (int at = 0; at < states.length; at++) {
            place[states[at]] = at;
            begin[at] = m;
            while (m < pairs.length && mdp.stateOf(pairs[m]) == states[at]) {
                m++;
            }
        }
        begin[states.length] = m;
        probability = new double[pairs.length];
        x = new double[states.length];
    }

    /** Probabilities given the state, as the last call of {@link #visits} made them; by place in the support. */
    double[] probabilities() {
        return probability.clone();
    }

    /** Expected discounted visits; by place in the support. */
    double[] visits(double... logits) {
        softmax(logits);
        double[][] matrix = matrix();
        double[] initial = new double[states.length];
        Arrays.setAll(initial, at -> mdp.initial().get(states[at]));
        double[] solved = solve(transposed(matrix), initial);
        System.arraycopy(solved, 0, x, 0, x.length);
        double[] visits = new double[pairs.length];
        for (int at = 0; at < states.length; at++) {
            for (int m = begin[at]; m < begin[at + 1]; m++) {
                visits[m] = x[at] * probability[m];
            }
        }
        return visits;
    }

    /**
     * Derivatives in the logits at which {@link #visits} was called last.
     *
     * @param cotangent what a visit is worth; by place in the support
     */
    double[] pullback(double... cotangent) {
        double[] worth = new double[states.length];
        for (int at = 0; at < states.length; at++) {
            for (int m = begin[at]; m < begin[at + 1]; m++) {
                worth[at] += probability[m] * cotangent[m];
            }
        }
        double[] value = solve(matrix(), worth);
        double[] slopes = new double[pairs.length];
        for (int at = 0; at < states.length; at++) {
            for (int m = begin[at]; m < begin[at + 1]; m++) {
                double advantage = cotangent[m] - value[at];
                for (int k = transitions.begin(pairs[m]); k < transitions.end(pairs[m]); k++) {
                    advantage +=
                            mdp.horizon().discount() * transitions.probability(k) * value[place[transitions.next(k)]];
                }
                slopes[m] = x[at] * probability[m] * advantage;
            }
        }
        return slopes;
    }

    private void softmax(double... logits) {
        for (int at = 0; at < states.length; at++) {
            double most = Double.NEGATIVE_INFINITY;
            for (int m = begin[at]; m < begin[at + 1]; m++) {
                most = Math.max(most, logits[m]);
            }
            double sum = 0;
            for (int m = begin[at]; m < begin[at + 1]; m++) {
                probability[m] = Math.exp(logits[m] - most);
                sum += probability[m];
            }
            for (int m = begin[at]; m < begin[at + 1]; m++) {
                probability[m] /= sum;
            }
        }
    }

    /** {@code I - discount P} of the policy. */
    private double[][] matrix() {
        double[][] matrix = new double[states.length][states.length];
        for (int at = 0; at < states.length; at++) {
            matrix[at][at] = 1;
            for (int m = begin[at]; m < begin[at + 1]; m++) {
                for (int k = transitions.begin(pairs[m]); k < transitions.end(pairs[m]); k++) {
                    matrix[at][place[transitions.next(k)]] -=
                            mdp.horizon().discount() * probability[m] * transitions.probability(k);
                }
            }
        }
        return matrix;
    }

    private static double[][] transposed(double[][] matrix) {
        double[][] other = new double[matrix.length][matrix.length];
        for (int r = 0; r < matrix.length; r++) {
            for (int c = 0; c < matrix.length; c++) {
                other[c][r] = matrix[r][c];
            }
        }
        return other;
    }

    /** Diagonals dominate, so elimination needs no pivots; zeros are passed over, so that graphs with an order take a sweep. */
    private static double[] solve(double[][] rows, double[] right) {
        int size = right.length;
        double[] solution = right.clone();
        for (int p = 0; p < size; p++) {
            for (int r = p + 1; r < size; r++) {
                double factor = rows[r][p] / rows[p][p];
                if (factor != 0) {
                    for (int c = p; c < size; c++) {
                        rows[r][c] -= factor * rows[p][c];
                    }
                    solution[r] -= factor * solution[p];
                }
            }
        }
        for (int p = size - 1; p >= 0; p--) {
            for (int c = p + 1; c < size; c++) {
                solution[p] -= rows[p][c] * solution[c];
            }
            solution[p] /= rows[p][p];
        }
        return solution;
    }
}
