package org.dynama.solver.average;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.model.EndComponents;
import org.dynama.model.Mdp;
import org.dynama.model.Transitions;

/**
 * Where runs can settle, and how they get there: the maximal end components of the pairs that may be used, and the MDP
 * that is left when each counts as one state, a <em>group</em>. There a run either stays, and earns the component's gain for
 * ever, or moves; no policy that always moves goes on for ever.
 *
 * <p>After de Alfaro (1997), Formal Verification of Probabilistic Systems, Stanford University: end components as states.
 */
final class Homes {
    private final BitSet pairs;
    private final boolean[] allowed;
    private final BitSet[] inside;
    private final int[] groupOf;
    private final int groups;
    private final int[] moves;

    /** @param pairs that may be used, none of which leads to a state without any */
    Homes(Mdp mdp, BitSet pairs) {
        this.pairs = pairs;
        allowed = new boolean[mdp.pairCount()];
        pairs.stream().forEach(pair -> allowed[pair] = true);
        Transitions transitions = mdp.transitions();
        List<BitSet> ends = EndComponents.of(mdp, pairs);
        groupOf = new int[mdp.stateCount()];
        Arrays.fill(groupOf, -1);
        for (int k = 0; k < ends.size(); k++) {
            int home = k;
            ends.get(k).stream().forEach(s -> groupOf[s] = home);
        }
        inside = ends.stream().map(states -> within(transitions, states)).toArray(BitSet[]::new);
        int next = ends.size();
        for (int pair = pairs.nextSetBit(0); pair >= 0; pair = pairs.nextSetBit(pair + 1)) {
            if (groupOf[transitions.stateOf(pair)] < 0) {
                groupOf[transitions.stateOf(pair)] = next++;
            }
        }
        groups = next;
        BitSet leaving = (BitSet) pairs.clone();
        Arrays.stream(inside).forEach(leaving::andNot);
        moves = leaving.stream().toArray();
    }

    private BitSet within(Transitions transitions, BitSet states) {
        BitSet found = new BitSet();
        pairs.stream()
                .filter(pair -> states.get(transitions.stateOf(pair)))
                .filter(pair -> IntStream.range(transitions.begin(pair), transitions.end(pair))
                        .allMatch(k -> states.get(transitions.next(k))))
                .forEach(found::set);
        return found;
    }

    /** All that may be used. */
    BitSet pairs() {
        return pairs;
    }

    /** By pair of the MDP, the same; not a copy. */
    boolean[] allowed() {
        return allowed;
    }

    /** The number of end components: at least 1. */
    int count() {
        return inside.length;
    }

    /** The pairs that never leave a component. */
    BitSet inside(int home) {
        return inside[home];
    }

    /** The number of groups: the components, in order, and the states in none. */
    int groups() {
        return groups;
    }

    /** By state; -1 where no pair may be used. */
    int[] groupOf() {
        return groupOf;
    }

    /** The pairs that may leave a group, ascending. */
    int[] moves() {
        return moves;
    }
}
