package org.dynama.ama.menu;

import java.util.Arrays;
import org.dynama.exact.rational.Rational;
import org.dynama.model.Mdp;
import org.dynama.model.Stages;
import org.dynama.model.Transitions;

/**
 * Expected visits in exact fractions, where no state comes twice. Doubles stand for their shortest decimals, and
 * probabilities are divided by their sums, as in certificates.
 */
final class ExactVisits {
    private final Mdp mdp;
    private final Menu menu;
    private final Stages stages;
    private final Rational[] initial;

    ExactVisits(Mdp mdp, Menu menu) {
        this.mdp = mdp;
        this.menu = menu;
        stages = Stages.of(mdp);
        initial = shares(mdp.initial().toArray());
    }

    /** Visits of an entry's pairs, in their order. */
    Rational[] entry(int k) {
        Rational[] x = new Rational[initial.length];
        Arrays.setAll(x, s -> initial[s]);
        Rational[] visits = new Rational[menu.end(k) - menu.begin(k)];
        int[] first = new int[x.length];
        Arrays.fill(first, -1);
        for (int m = menu.end(k) - 1; m >= menu.begin(k); m--) {
            first[mdp.stateOf(menu.pair(m))] = m;
        }
        for (int at = 0; at < x.length; at++) {
            int s = stages.inOrder(at);
            if (first[s] >= 0) {
                pass(k, s, first[s], x, visits);
            }
        }
        return visits;
    }

    private void pass(int k, int s, int from, Rational[] x, Rational[] visits) {
        int to = from;
        while (to < menu.end(k) && mdp.stateOf(menu.pair(to)) == s) {
            to++;
        }
        double[] odds = new double[to - from];
        for (int m = from; m < to; m++) {
            odds[m - from] = menu.probability(m);
        }
        Rational[] shares = shares(odds);
        Transitions transitions = mdp.transitions();
        for (int m = from; m < to; m++) {
            Rational often = x[s].times(shares[m - from]).reduced();
            visits[m - menu.begin(k)] = often;
            int begin = transitions.begin(menu.pair(m));
            double[] row = new double[transitions.end(menu.pair(m)) - begin];
            Arrays.setAll(row, e -> transitions.probability(begin + e));
            Rational[] moves = shares(row);
            for (int e = 0; e < row.length; e++) {
                int next = transitions.next(begin + e);
                x[next] = x[next].plus(often.times(moves[e]));
            }
        }
    }

    /** Each as a share of their sum; none of none. */
    private static Rational[] shares(double... weights) {
        Rational[] shares = new Rational[weights.length];
        Rational sum = Rational.ZERO;
        for (int k = 0; k < shares.length; k++) {
            shares[k] = Rational.decimal(weights[k]);
            sum = sum.plus(shares[k]);
        }
        Rational all = sum;
        if (!all.equals(Rational.ONE)) {
            Arrays.setAll(shares, k -> shares[k].dividedBy(all));
        }
        return shares;
    }
}
