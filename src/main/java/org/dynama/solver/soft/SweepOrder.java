package org.dynama.solver.soft;

import java.util.Arrays;
import org.dynama.model.Mdp;
import org.dynama.model.Transitions;

/**
 * An order of states in which successors come first, as far as cycles allow: the order in which a search into the depth leaves
 * them. A sweep in it solves the values of what is acyclic at once; a sweep against it, the visits.
 */
final class SweepOrder {
    private final int[] order;
    private final int[] rank;

    private SweepOrder(int[] order) {
        this.order = order;
        rank = new int[order.length];
        for (int k = 0; k < order.length; k++) {
            rank[order[k]] = k;
        }
    }

    /** Begins where runs do; {@code O(entries)}. */
    static SweepOrder of(Mdp mdp) {
        int states = mdp.stateCount();
        Transitions transitions = mdp.transitions();
        int[] order = new int[states];
        int[] at = new int[states];
        int[] stack = new int[states];
        Arrays.fill(at, -1);
        int found = 0;
        for (int k = 0; k < 2 * states; k++) {
            int first = k % states;
            if (at[first] >= 0 || (k < states && mdp.initial().get(first) == 0)) {
                continue;
            }
            int depth = 0;
            stack[0] = first;
            at[first] = firstEntry(transitions, first);
            while (depth >= 0) {
                int s = stack[depth];
                if (at[s] == endEntry(transitions, s)) {
                    order[found++] = s;
                    depth--;
                } else {
                    int next = transitions.next(at[s]++);
                    if (at[next] < 0) {
                        at[next] = firstEntry(transitions, next);
                        stack[++depth] = next;
                    }
                }
            }
        }
        return new SweepOrder(order);
    }

    private static int firstEntry(Transitions transitions, int s) {
        return transitions.begin(transitions.firstPair(s));
    }

    private static int endEntry(Transitions transitions, int s) {
        return transitions.end(transitions.endPair(s) - 1);
    }

    /** The number of states. */
    int size() {
        return order.length;
    }

    /** The k-th state. */
    int at(int k) {
        return order[k];
    }

    /** Whether a state comes before another. */
    boolean isBefore(int one, int other) {
        return rank[one] < rank[other];
    }
}
