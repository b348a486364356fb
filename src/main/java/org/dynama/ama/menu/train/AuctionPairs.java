package org.dynama.ama.menu.train;

import java.util.Arrays;
import java.util.List;
import org.dynama.model.Mdp;
import org.dynama.model.RewardMap;
import org.dynama.refusal.Refusal;
import org.dynama.world.Environment;

/** What each state-action pair of an auction gives to whom, read off its rewards, and policies that follow lotteries. */
final class AuctionPairs {
    private final Mdp mdp;
    private final int goods;

    /** By pair and good, the agent who gets it; -1 for nobody. */
    private final int[][] winner;

    /** By state, the goods that are given away there. */
    private final boolean[][] offered;

    AuctionPairs(Environment auction) {
        mdp = auction.mdp();
        goods = auction.dimension();
        RewardMap rewards = auction.rewards();
        winner = new int[mdp.pairCount()][goods];
        offered = new boolean[mdp.stateCount()][goods];
        for (int pair = 0; pair < winner.length; pair++) {
            Arrays.fill(winner[pair], -1);
            for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
                int good = rewards.component(m);
                if (good < 0 || rewards.coefficient(m) != 1 || winner[pair][good] >= 0) {
                    throw Refusal.of(
                            "\"" + mdp.pairName(pair)
                                    + "\" must give whole goods, each to one agent: lotteries are for auctions",
                            "Maybe a static-auction.");
                }
                winner[pair][good] = rewards.agent(m);
                offered[mdp.stateOf(pair)][good] = true;
            }
        }
    }

    /**
     * Probabilities by pair where every good is drawn for itself.
     *
     * @param shares shape {@code [n][m]}
     */
    double[] independent(double[][] shares) {
        double[] weights = new double[winner.length];
        for (int pair = 0; pair < weights.length; pair++) {
            weights[pair] = 1;
            for (int j = 0; j < goods; j++) {
                if (offered[mdp.stateOf(pair)][j]) {
                    weights[pair] *= winner[pair][j] < 0 ? kept(shares, j) : shares[winner[pair][j]][j];
                }
            }
        }
        return weights;
    }

    private static double kept(double[][] shares, int j) {
        double kept = 1;
        for (double[] row : shares) {
            kept -= row[j];
        }
        // What rounding leaves of nothing is nothing.
        return kept > 1e-12 ? kept : 0;
    }

    /** Expected visits by pair where a whole assignment is drawn first, and then followed. */
    double[] together(List<AssignmentLottery> lottery) {
        double[] visits = new double[winner.length];
        for (AssignmentLottery part : lottery) {
            int state = start();
            while (state >= 0) {
                int pair = following(state, part.good());
                visits[pair] += part.probability();
                int first = mdp.transitions().begin(pair);
                state = first < mdp.transitions().end(pair) ? mdp.transitions().next(first) : -1;
            }
        }
        return visits;
    }

    private int start() {
        int state = 0;
        while (mdp.initial().get(state) != 1) {
            state++;
        }
        return state;
    }

    private int following(int state, List<Integer> good) {
        for (int pair = mdp.firstPair(state); pair < mdp.endPair(state); pair++) {
            if (follows(pair, state, good)) {
                return pair;
            }
        }
        throw Refusal.of(
                "state \"" + mdp.states().get(state) + "\" must have an action for the assignment " + good
                        + " of goods to agents",
                "Maybe the auction is another one than the lotteries were trained for.");
    }

    private boolean follows(int pair, int state, List<Integer> good) {
        for (int j = 0; j < goods; j++) {
            for (int i = 0; i < good.size() && offered[state][j]; i++) {
                if ((good.get(i) == j) != (winner[pair][j] == i)) {
                    return false;
                }
            }
        }
        return true;
    }
}
