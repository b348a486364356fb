package org.dynama.ama.menu;

import java.util.BitSet;
import org.dynama.model.Mdp;
import org.dynama.model.Transitions;

/** The states that a run can come to by the pairs that are followed; every one is handed out once. */
final class Reach {
    private final Transitions transitions;
    private final BitSet reached = new BitSet();
    private final int[] open;
    private int waiting;

    Reach(Mdp mdp) {
        transitions = mdp.transitions();
        open = new int[mdp.stateCount()];
        for (int s = 0; s < open.length; s++) {
            if (mdp.initial().get(s) > 0) {
                reach(s);
            }
        }
    }

    /** A state whose pairs have not been followed yet; -1 without one. */
    int next() {
        return waiting == 0 ? -1 : open[--waiting];
    }

    /** A state's first pair, one past the last pair of the state before it. */
    int first(int state) {
        return transitions.firstPair(state);
    }

    void follow(int pair) {
        for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
            reach(transitions.next(k));
        }
    }

    BitSet reached() {
        return reached;
    }

    private void reach(int state) {
        if (!reached.get(state)) {
            reached.set(state);
            open[waiting++] = state;
        }
    }
}
