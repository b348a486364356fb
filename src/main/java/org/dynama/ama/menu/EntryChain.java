package org.dynama.ama.menu;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.dynama.model.Mdp;
import org.dynama.model.Transitions;

/** The Markov chain that an entry of a menu makes of its world, on the states that the entry reaches. */
final class EntryChain {
    /** By place in the chain, the state; ascending. */
    final int[] states;

    /** How likely a state follows another; shape {@code [R][R]}. */
    final double[][] moves;

    /** How likely a run begins in a state; shape {@code [R]}. */
    final double[] initial;

    EntryChain(Mdp mdp, Menu menu, int k, MenuShares shares) {
        Transitions transitions = mdp.transitions();
        states = IntStream.range(menu.begin(k), menu.end(k))
                .map(m -> transitions.stateOf(menu.pair(m)))
                .distinct()
                .toArray();
        moves = new double[states.length][states.length];
        for (int m = menu.begin(k); m < menu.end(k); m++) {
            int pair = menu.pair(m);
            double[] row = moves[place(transitions.stateOf(pair))];
            for (int e = transitions.begin(pair); e < transitions.end(pair); e++) {
                row[place(transitions.next(e))] += shares.action(m) * shares.successor(pair, e);
            }
        }
        initial = Arrays.stream(states).mapToDouble(shares::initial).toArray();
    }

    private int place(int state) {
        return Arrays.binarySearch(states, state);
    }

    /** The states that are visited again and again, of which there is one set if none outside of it is: places, ascending. */
    BitSet recurrent() {
        int from = 0;
        while (true) {
            BitSet after = reach(from, true);
            BitSet left = (BitSet) after.clone();
            left.andNot(reach(from, false));
            if (left.isEmpty()) {
                return after;
            }
            // Whoever gets there never comes back: what is reached from there is less.
            from = left.nextSetBit(0);
        }
    }

    /** The places that are reached from one, or that reach it; itself among them. */
    BitSet reach(int from, boolean forward) {
        BitSet found = new BitSet();
        found.set(from);
        int[] open = new int[states.length];
        int waiting = 1;
        open[0] = from;
        while (waiting > 0) {
            int at = open[--waiting];
            for (int to = 0; to < states.length; to++) {
                if (!found.get(to) && (forward ? moves[at][to] : moves[to][at]) > 0) {
                    found.set(to);
                    open[waiting++] = to;
                }
            }
        }
        return found;
    }
}
