package org.dynama.ama.study;

import org.dynama.model.AffineWelfare;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.RewardMap;
import org.dynama.model.Stages;
import org.dynama.model.Transitions;

/**
 * How much worse than optimal the second-best vertex of the occupancy polytope is, where nothing is left to chance and every
 * run ends: the least lead over an action that is not optimal, at the states that optimal policies reach.
 *
 * @see <a href="https://proceedings.mlr.press/v75/weed18a.html">Weed (2018)</a>, the constant Delta
 */
final class SuboptimalityGap {
    /** Leads that are smaller, beside all that is at stake, are ties. */
    private static final double TIE = 1e-12;

    private final Mdp mdp;
    private final RewardMap rewards;
    private final Stages stages;

    /** @param mdp for which {@link #isKnown} */
    SuboptimalityGap(Mdp mdp, RewardMap rewards) {
        this.mdp = mdp;
        this.rewards = rewards;
        stages = Stages.of(mdp);
    }

    /** Whether it is found here. */
    static boolean isKnown(Mdp mdp) {
        Transitions transitions = mdp.transitions();
        boolean isSure = mdp.initial().stream().filter(p -> p > 0).count() == 1;
        for (int pair = 0; pair < transitions.pairs(); pair++) {
            isSure &= transitions.end(pair) - transitions.begin(pair) <= 1;
        }
        return isSure && mdp.horizon() instanceof Horizon.Finite;
    }

    /** The gap of a welfare in one profile; infinite where every policy is optimal. */
    double of(AffineWelfare welfare, Profiles profiles, int b) {
        Transitions transitions = mdp.transitions();
        double[] worth = new double[mdp.pairCount()];
        double[] value = new double[mdp.stateCount()];
        double largest = 0;
        for (int k = value.length - 1; k >= 0; k--) {
            int s = stages.inOrder(k);
            value[s] = Double.NEGATIVE_INFINITY;
            for (int pair = mdp.firstPair(s); pair < mdp.endPair(s); pair++) {
                double coefficient = welfare.coefficient(rewards, pair, profiles, b);
                boolean ends = transitions.begin(pair) == transitions.end(pair);
                worth[pair] = coefficient + (ends ? 0 : value[transitions.next(transitions.begin(pair))]);
                value[s] = Math.max(value[s], worth[pair]);
                largest = Double.isFinite(coefficient) ? Math.max(largest, Math.abs(coefficient)) : largest;
            }
        }
        return least(worth, value, TIE * stages.count() * largest);
    }

    private double least(double[] worth, double[] value, double tie) {
        Transitions transitions = mdp.transitions();
        boolean[] isReached = new boolean[value.length];
        for (int s = 0; s < value.length; s++) {
            isReached[s] = mdp.initial().get(s) > 0;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < value.length; k++) {
            int s = stages.inOrder(k);
            for (int pair = mdp.firstPair(s); isReached[s] && pair < mdp.endPair(s); pair++) {
                double lead = value[s] - worth[pair];
                if (lead > tie) {
                    least = Math.min(least, lead);
                } else if (transitions.begin(pair) < transitions.end(pair)) {
                    isReached[transitions.next(transitions.begin(pair))] = true;
                }
            }
        }
        return least;
    }
}
