package org.dynama.ama.menu;

import org.dynama.model.Draws;
import org.dynama.model.Mdp;
import org.dynama.model.Transitions;

/** Draws the way of an entry of a menu: where a run begins, what is done, and what comes of it. For one thread at a time. */
final class EntryDraws {
    private final Mdp mdp;
    private final Transitions transitions;
    private final Menu menu;
    private final double start;
    /** By state, the entry's first place. */
    private final int[] first;

    private int end;

    EntryDraws(Mdp mdp, Menu menu) {
        this.mdp = mdp;
        this.menu = menu;
        transitions = mdp.transitions();
        start = mdp.initial().stream().sum();
        first = new int[mdp.stateCount()];
    }

    /** Draws by an entry from now on. */
    void follow(int k) {
        end = menu.end(k);
        for (int m = end - 1; m >= menu.begin(k); m--) {
            first[transitions.stateOf(menu.pair(m))] = m;
        }
    }

    /** A state that a run begins in. */
    int begin(Draws draws) {
        int s = 0;
        double left = draws.uniform() * start - mdp.initial().get(0);
        while (left >= 0 && s < first.length - 1) {
            left -= mdp.initial().get(++s);
        }
        while (mdp.initial().get(s) == 0) {
            s--;
        }
        return s;
    }

    /** The pair of an action that the entry draws in a state. */
    int pair(int state, Draws draws) {
        int from = first[state];
        int to = from + 1;
        double sum = menu.probability(from);
        while (to < end && transitions.stateOf(menu.pair(to)) == state) {
            sum += menu.probability(to++);
        }
        if (to == from + 1) {
            return menu.pair(from);
        }
        double left = draws.uniform() * sum - menu.probability(from);
        while (left >= 0 && from < to - 1) {
            left -= menu.probability(++from);
        }
        return menu.pair(from);
    }

    /** The next state, or -1 at the end. */
    int next(int pair, Draws draws) {
        int from = transitions.begin(pair);
        int to = transitions.end(pair);
        if (to - from < 2) {
            return from == to ? -1 : transitions.next(from);
        }
        double sum = 0;
        for (int e = from; e < to; e++) {
            sum += transitions.probability(e);
        }
        double left = draws.uniform() * sum - transitions.probability(from);
        while (left >= 0 && from < to - 1) {
            left -= transitions.probability(++from);
        }
        return transitions.next(from);
    }
}
