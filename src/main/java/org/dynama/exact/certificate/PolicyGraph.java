package org.dynama.exact.certificate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Where a policy leads in the long run: the sets of states that it never leaves, each of which it visits again and again
 * (recurrent classes), and the states that it leaves for good.
 */
final class PolicyGraph {
    /** The recurrent classes. */
    final List<BitSet> classes = new ArrayList<>();
    /** The states that are left for good. */
    final BitSet transientStates = new BitSet();
    /** By state, what can follow it, sooner or later. */
    private final BitSet[] after;

    /**
     * The graph of a policy.
     *
     * @param move by state, the index of the policy's move
     * @param within the states looked at; the policy must not leave them
     */
    PolicyGraph(Economy economy, int[] move, BitSet within) {
        after = new BitSet[move.length];
        int[] states = within.stream().toArray();
        for (int s : states) {
            after[s] = new BitSet();
            for (Move.Successor next : economy.move(move[s]).next()) {
                if (next.probability().signum() > 0) {
                    after[s].set(next.state());
                }
            }
        }
        // Warshall's closure.
        for (int middle : states) {
            for (int s : states) {
                if (after[s].get(middle)) {
                    after[s].or(after[middle]);
                }
            }
        }
        for (int s : states) {
            int here = s;
            if (!after[s].stream().allMatch(next -> after[next].get(here))) {
                transientStates.set(s);
            } else if (classes.stream().noneMatch(known -> known.get(here))) {
                classes.add(after[s]);
            }
        }
    }

    /** The states that a policy visits from the first states. */
    static BitSet reached(Economy economy, int[] move) {
        BitSet reached = new BitSet();
        List<Integer> open = new ArrayList<>();
        for (int s : economy.states.stream().toArray()) {
            if (economy.world.initial().get(s).signum() > 0) {
                reached.set(s);
                open.add(s);
            }
        }
        for (int done = 0; done < open.size(); done++) {
            for (Move.Successor next : economy.move(move[open.get(done)]).next()) {
                if (next.probability().signum() > 0 && !reached.get(next.state())) {
                    reached.set(next.state());
                    open.add(next.state());
                }
            }
        }
        return reached;
    }
}
