package org.dynama.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The maximal end components of an MDP: the largest sets of states in which a policy can stay for ever and get from every
 * state to every other.
 *
 * <p>Whatever the policy, a run ends, or ends up in end components. Without an end and with a single one the MDP is weakly
 * communicating, and the optimal gain is the same from every state, whatever the rewards; with two or more some rewards make
 * it depend on the state.
 *
 * @see <a href="https://doi.org/10.1002/9780470316887">Puterman (1994), Markov Decision Processes, sections 8.3 and 9.5</a>
 */
public final class EndComponents {
    private EndComponents() {}

    /**
     * The maximal end components of the pairs that are allowed; costs {@code O(S * entries)} at worst.
     *
     * @param allowed pairs that may be used; those without a successor end the run, and so are in none
     * @return sets of states, disjoint, in the order of their first states
     */
    public static List<BitSet> of(Mdp mdp, BitSet allowed) {
        BitSet pairs = (BitSet) allowed.clone();
        int[] component = new int[mdp.stateCount()];
        boolean changed = true;
        while (changed) {
            stronglyConnected(mdp, pairs, component);
            changed = false;
            for (int pair = pairs.nextSetBit(0); pair >= 0; pair = pairs.nextSetBit(pair + 1)) {
                if (leaves(mdp, pair, component)) {
                    pairs.clear(pair);
                    changed = true;
                }
            }
        }
        List<BitSet> found = new ArrayList<>();
        int[] indexOf = new int[mdp.stateCount()];
        Arrays.fill(indexOf, -1);
        for (int pair = pairs.nextSetBit(0); pair >= 0; pair = pairs.nextSetBit(pair + 1)) {
            int s = mdp.stateOf(pair);
            if (indexOf[component[s]] < 0) {
                indexOf[component[s]] = found.size();
                found.add(new BitSet());
            }
            found.get(indexOf[component[s]]).set(s);
        }
        return found;
    }

    private static boolean leaves(Mdp mdp, int pair, int[] component) {
        Transitions transitions = mdp.transitions();
        int home = component[mdp.stateOf(pair)];
        if (transitions.begin(pair) == transitions.end(pair)) {
            return true;
        }
        for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
            if (component[transitions.next(k)] != home) {
                return true;
            }
        }
        return false;
    }

    /** Tarjan's algorithm without recursion; every state gets the number of a state of its component. */
    private static void stronglyConnected(Mdp mdp, BitSet pairs, int[] component) {
        int states = mdp.stateCount();
        int[] order = new int[states];
        int[] low = new int[states];
        int[] entry = new int[states];
        int[] walk = new int[states];
        int[] open = new int[states];
        int found = 0;
        int waiting = 0;
        Arrays.fill(component, -1);
        for (int root = 0; root < states; root++) {
            if (order[root] > 0) {
                continue;
            }
            int depth = 0;
            walk[depth++] = root;
            while (depth > 0) {
                int s = walk[depth - 1];
                if (order[s] == 0) {
                    order[s] = ++found;
                    low[s] = found;
                    open[waiting++] = s;
                    entry[s] = mdp.transitions().begin(mdp.firstPair(s));
                }
                int next = nextSuccessor(mdp, pairs, s, entry);
                if (next >= 0 && order[next] == 0) {
                    walk[depth++] = next;
                } else if (next >= 0) {
                    low[s] = component[next] < 0 ? Math.min(low[s], order[next]) : low[s];
                } else {
                    depth--;
                    if (depth > 0) {
                        low[walk[depth - 1]] = Math.min(low[walk[depth - 1]], low[s]);
                    }
                    while (low[s] == order[s] && component[s] < 0) {
                        component[open[--waiting]] = s;
                    }
                }
            }
        }
    }

    /** The successor at {@code entry[s]}, which moves on; -1 after the last. */
    private static int nextSuccessor(Mdp mdp, BitSet pairs, int s, int[] entry) {
        Transitions transitions = mdp.transitions();
        int end = transitions.end(mdp.endPair(s) - 1);
        int pair = mdp.firstPair(s);
        while (entry[s] < end) {
            int k = entry[s]++;
            while (transitions.end(pair) <= k) {
                pair++;
            }
            if (pairs.get(pair)) {
                return transitions.next(k);
            }
        }
        return -1;
    }
}
