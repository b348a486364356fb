package org.dynama.exact.certificate;

import java.util.List;
import org.dynama.exact.rational.Rational;

/** How policies become exactly optimal, and of moves that are worth the same take the lowest. */
final class Optimum {
    /** Where nothing is proposed. */
    static final int NO_MOVE = -1;

    private Optimum() {}

    /**
     * Replaces the moves that are not optimal for the given values by the best ones.
     *
     * @return whether there were any
     */
    static boolean improve(Economy economy, int[] policy, List<Rational> values) {
        return improve(economy, policy, new Bellman(economy, values, Rational.ZERO));
    }

    /** The same in the long run, of moves that lose no gain. */
    static boolean improve(Economy economy, int[] policy, Bellman bellman) {
        boolean improved = false;
        for (int s : economy.states.stream().toArray()) {
            Rational best = Rational.ZERO;
            for (int move : economy.movesAt.get(s)) {
                Rational slack = bellman.slack(move);
                if (slack.signum() < 0
                        && slack.compareTo(best) < 0
                        && bellman.loss(move).signum() == 0) {
                    best = slack;
                    policy[s] = move;
                    improved = true;
                }
            }
        }
        return improved;
    }

    /**
     * Takes, in each state, the lowest of the moves that are optimal for the optimal values.
     *
     * @return whether that changes the policy
     */
    static boolean breakTies(Economy economy, int[] policy, List<Rational> values) {
        Bellman bellman = new Bellman(economy, values, Rational.ZERO);
        boolean changed = false;
        for (int s : economy.states.stream().toArray()) {
            for (int move : economy.movesAt.get(s)) {
                if (move == policy[s] || bellman.slack(move).signum() == 0) {
                    changed |= move != policy[s];
                    policy[s] = move;
                    break;
                }
            }
        }
        return changed;
    }
}
