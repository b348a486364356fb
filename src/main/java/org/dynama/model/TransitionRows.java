package org.dynama.model;

import java.util.Arrays;

/**
 * What a builder of transitions was told, one successor an entry, brought into the order of states, then of actions; the
 * successors of a pair stay in the order in which they came. Costs {@code O(S + n log n)}.
 *
 * @param size the number of entries {@code n}; longer arrays hold anything behind them
 * @param state of each entry
 * @param action of each entry
 * @param next of each entry; {@link #END} where it only says that there is such a pair
 * @param probability of each entry
 */
@SuppressWarnings("ArrayRecordComponent") // It lives for one method.
record TransitionRows(int states, int size, int[] state, int[] action, int[] next, double[] probability) {
    /** In place of a successor. */
    static final int END = -1;

    /** @param actions the number of names of actions */
    Transitions sorted(int actions) {
        long[] order = order();
        int[] first = new int[states + 1];
        int[] actionOf = new int[size];
        int[] offsets = new int[size + 1];
        int[] successors = new int[size];
        double[] odds = new double[size];
        int pairs = 0;
        int entries = 0;
        int before = -1;
        for (long key : order) {
            int k = (int) key;
            boolean isNew = before < 0 || state[k] != state[before] || action[k] != action[before];
            if (isNew) {
                first[state[k] + 1]++;
                actionOf[pairs++] = action[k];
            }
            if (next[k] != END) {
                successors[entries] = next[k];
                odds[entries++] = probability[k];
            }
            offsets[pairs] = entries;
            before = k;
        }
        for (int s = 0; s < states; s++) {
            first[s + 1] += first[s];
        }
        return new Transitions(
                actions,
                first,
                Arrays.copyOf(actionOf, pairs),
                Arrays.copyOf(offsets, pairs + 1),
                Arrays.copyOf(successors, entries),
                Arrays.copyOf(odds, entries));
    }

    /** By state, the entries with their actions before them: first counted by state, then sorted in each. */
    private long[] order() {
        int[] end = new int[states + 1];
        for (int k = 0; k < size; k++) {
            end[state[k] + 1]++;
        }
        for (int s = 0; s < states; s++) {
            end[s + 1] += end[s];
        }
        int[] from = end.clone();
        long[] order = new long[size];
        for (int k = 0; k < size; k++) {
            order[from[state[k]]++] = (long) action[k] << Integer.SIZE | k;
        }
        for (int s = 0; s < states; s++) {
            Arrays.sort(order, end[s], end[s + 1]);
        }
        return order;
    }
}
