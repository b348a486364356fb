package org.dynama.exact;

import org.dynama.model.Mdp;
import org.dynama.model.Transitions;

/**
 * The columns of the occupancy program of one set of allowed pairs, as sparse as the transitions: column {@code j} has 1 in
 * the row of its state and {@code -discount * P(s'|s,a)} in the rows of its successors. The columns of a state stand side by
 * side, so that a basis is one column a state: a policy.
 *
 * <p>Memory: {@code O(S + entries)}.
 */
final class FlowColumns {
    /** Sums of probabilities this near to one are one: they are rounding. */
    private static final double ROUNDING = 1e-14;

    /** Shape {@code [J]}: the state-action pair. */
    final int[] pair;
    /** Shape {@code [S + 1]}: the first column of a state; a state that is not allowed has none. */
    final int[] first;
    /** Shape {@code [J + 1]}: the first entry of a column. */
    final int[] begin;
    /** By entry: the successor. */
    final int[] next;
    /** By entry: {@code discount * P(s'|s,a)}. */
    final double[] weight;
    /** Shape {@code [J]}: {@code 1 - discount * sum P}, what does not go on, counted without cancellation. */
    final double[] leak;

    FlowColumns(Mdp mdp, int[] pairs) {
        Transitions transitions = mdp.transitions();
        double discount = mdp.horizon().discount();
        pair = pairs;
        first = new int[mdp.stateCount() + 1];
        begin = new int[pairs.length + 1];
        leak = new double[pairs.length];
        for (int j = 0; j < pairs.length; j++) {
            first[transitions.stateOf(pairs[j]) + 1]++;
            begin[j + 1] = begin[j] + transitions.end(pairs[j]) - transitions.begin(pairs[j]);
        }
        for (int s = 0; s < mdp.stateCount(); s++) {
            first[s + 1] += first[s];
        }
        next = new int[begin[pairs.length]];
        weight = new double[next.length];
        for (int j = 0; j < pairs.length; j++) {
            int at = begin[j];
            double sum = 0;
            for (int k = transitions.begin(pairs[j]); k < transitions.end(pairs[j]); k++) {
                next[at] = transitions.next(k);
                weight[at++] = discount * transitions.probability(k);
                sum += transitions.probability(k);
            }
            double missing = 1 - sum;
            leak[j] = begin[j] == begin[j + 1] ? 1 : 1 - discount + (missing > ROUNDING ? discount * missing : 0);
        }
    }

    int states() {
        return first.length - 1;
    }

    /** What a column earns: its coefficient and the values of what follows. */
    double worth(int j, double[] c, double[] v) {
        double sum = c[pair[j]];
        for (int k = begin[j]; k < begin[j + 1]; k++) {
            sum += weight[k] * v[next[k]];
        }
        return sum;
    }

    /** The sum of the sizes of that sum's terms. */
    double size(int j, double[] c, double[] v) {
        double sum = Math.abs(c[pair[j]]);
        for (int k = begin[j]; k < begin[j + 1]; k++) {
            sum += weight[k] * Math.abs(v[next[k]]);
        }
        return sum;
    }

    /** The first of a state's columns that earn most. */
    int best(int s, double[] c, double[] v) {
        int best = first[s];
        double most = worth(best, c, v);
        for (int j = best + 1; j < first[s + 1]; j++) {
            double other = worth(j, c, v);
            if (other > most) {
                most = other;
                best = j;
            }
        }
        return best;
    }
}
