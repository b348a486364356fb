package org.dynama.ama.menu;

import org.dynama.model.Mdp;
import org.dynama.model.Transitions;

/** Probabilities of a world and of a menu divided by their sums, which may be off by 1e-9. */
final class MenuShares {
    private final Transitions transitions;
    /** By pair, the sum of its successors' probabilities. */
    private final double[] sums;

    private final double[] initial;
    /** By place in the menu. */
    private final double[] actions;

    MenuShares(Mdp mdp, Menu menu) {
        transitions = mdp.transitions();
        sums = new double[mdp.pairCount()];
        for (int pair = 0; pair < sums.length; pair++) {
            for (int e = transitions.begin(pair); e < transitions.end(pair); e++) {
                sums[pair] += transitions.probability(e);
            }
        }
        double start = mdp.initial().stream().sum();
        initial = mdp.initial().stream().map(odds -> odds / start).toArray();
        actions = new double[menu.pairCount()];
        for (int k = 0; k < menu.size(); k++) {
            int from = menu.begin(k);
            while (from < menu.end(k)) {
                int state = mdp.stateOf(menu.pair(from));
                int to = from;
                double sum = 0;
                while (to < menu.end(k) && mdp.stateOf(menu.pair(to)) == state) {
                    sum += menu.probability(to++);
                }
                for (; from < to; from++) {
                    actions[from] = menu.probability(from) / sum;
                }
            }
        }
    }

    /** Of beginning in a state. */
    double initial(int s) {
        return initial[s];
    }

    /** Of the action at a place of the menu, in its state. */
    double action(int m) {
        return actions[m];
    }

    /** Of successor {@code e} of a pair. */
    double successor(int pair, int e) {
        return transitions.probability(e) / sums[pair];
    }
}
