package org.dynama.ama.menu;

import java.util.Arrays;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Transitions;

/**
 * Expected discounted visits as they come, period by period, until what is left is nothing: a second way to the numbers of
 * {@link PolicyVisits}, without order or elimination.
 */
final class VisitsByPeriods {
    /** What is left of a run beside what has been: less than rounding. */
    private static final double NOTHING = 1e-17;

    private VisitsByPeriods() {}

    /** Visits of every pair of the menu; shape {@code [M]}. */
    static double[] of(Mdp mdp, Menu menu) {
        double[] visits = new double[menu.pairCount()];
        MenuShares shares = new MenuShares(mdp, menu);
        for (int k = 0; k < menu.size(); k++) {
            if (mdp.horizon() instanceof Horizon.AverageReward) {
                longRun(mdp, menu, k, shares, visits);
            } else {
                add(mdp, menu, k, shares, visits);
            }
        }
        return visits;
    }

    private static void longRun(Mdp mdp, Menu menu, int k, MenuShares shares, double[] visits) {
        EntryChain chain = new EntryChain(mdp, menu, k, shares);
        double[] states = new double[mdp.stateCount()];
        PolicyVisits.spread(chain, LongRunByPowers.of(chain), states);
        for (int m = menu.begin(k); m < menu.end(k); m++) {
            visits[m] = states[mdp.transitions().stateOf(menu.pair(m))] * shares.action(m);
        }
    }

    private static void add(Mdp mdp, Menu menu, int k, MenuShares shares, double[] visits) {
        Transitions transitions = mdp.transitions();
        double[] now = new double[mdp.stateCount()];
        Arrays.setAll(now, shares::initial);
        double left = 1;
        double all = 0;
        while (left > NOTHING * all) {
            double[] next = new double[now.length];
            for (int m = menu.begin(k); m < menu.end(k); m++) {
                int pair = menu.pair(m);
                double often = now[mdp.stateOf(pair)] * shares.action(m);
                visits[m] += often;
                all += often;
                for (int e = transitions.begin(pair); often > 0 && e < transitions.end(pair); e++) {
                    next[transitions.next(e)] += mdp.horizon().discount() * often * shares.successor(pair, e);
                }
            }
            now = next;
            left = Arrays.stream(now).sum() / (1 - Math.min(mdp.horizon().discount(), 1 - 1e-3));
        }
    }
}
