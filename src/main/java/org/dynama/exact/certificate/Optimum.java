package org.dynama.exact.certificate;

import java.util.List;
import org.dynama.exact.rational.Rational;

/**
 * An exactly optimal policy of an economy, found from one that need not be.
 *
 * @param proof of its optimality
 * @param repaired at how many states the proposed move was replaced because it was not exactly optimal
 */
record Optimum(Proof proof, int repaired) {
    /** Where nothing is proposed. */
    static final int NO_MOVE = -1;

    /**
     * Improves a proposed policy until it is exactly optimal. Proposed moves that are optimal stay, so that ties are broken
     * as the proposal breaks them.
     *
     * @param proposal by state, the index of a move, or {@link #NO_MOVE}
     * @throws IllegalArgumentException if the horizon is finite and the graph has a cycle, or average reward and the optimal
     *     gain depends on the state
     */
    static Optimum of(Economy economy, int[] proposal) {
        int[] policy = Proposal.completed(economy, proposal);
        Proof proof = switch (economy.world.timing().kind()) {
            case FINITE -> FiniteOptimum.improve(economy, policy);
            case DISCOUNTED -> DiscountedOptimum.improve(economy, policy);
            case AVERAGE -> AverageOptimum.improve(economy, policy);
        };
        int repaired = 0;
        for (Proof.Row row : proof.rows()) {
            int proposed = proposal[row.state()];
            repaired += proposed != NO_MOVE && proposed != row.move() ? 1 : 0;
        }
        return new Optimum(proof, repaired);
    }

    /**
     * Replaces the moves that are not optimal for the given values by the best ones.
     *
     * @return whether there were any
     */
    static boolean improve(Economy economy, int[] policy, List<Rational> values, Rational gain) {
        Bellman bellman = new Bellman(economy, values, gain);
        boolean improved = false;
        for (int s : economy.states.stream().toArray()) {
            Rational best = Rational.ZERO;
            for (int move : economy.movesAt.get(s)) {
                Rational slack = bellman.slack(move);
                if (slack.signum() < 0 && slack.compareTo(best) < 0) {
                    best = slack;
                    policy[s] = move;
                    improved = true;
                }
            }
        }
        return improved;
    }
}
