package org.dynama.ama.menu;

import java.util.BitSet;
import org.dynama.refusal.Refusal;

/**
 * The share of all periods that a run of an entry spends in each state, in the long run: the stationary distribution of its
 * chain. By elimination without subtraction, so that every share is right to its last digits; {@code O(R^3)} for {@code R}
 * states that are visited again and again.
 *
 * @see <a href="https://doi.org/10.1287/opre.33.5.1107">Grassmann, Taksar and Heyman (1985), Regenerative Analysis and Steady
 *     State Distributions for Markov Chains</a>
 */
final class LongRunVisits {
    private LongRunVisits() {}

    /**
     * The shares.
     *
     * @param name of the entry
     * @return shape {@code [R]}, by place in the chain
     * @throws Refusal if chance decides where a run stays for good
     */
    static double[] of(EntryChain chain, String name) {
        BitSet recurrent = chain.recurrent();
        if (chain.reach(recurrent.nextSetBit(0), false).cardinality() < chain.states.length) {
            throw new Refusal(
                    "\"" + name + "\"",
                    "",
                    "stays for good in one set of states or another, as chance decides: its average per period is not"
                            + " that of every run",
                    "Maybe a policy that can come from each of its states to some common one.");
        }
        int[] places = recurrent.stream().toArray();
        double[] found = stationary(chain, places);
        double[] shares = new double[chain.states.length];
        for (int j = 0; j < places.length; j++) {
            shares[places[j]] = found[j];
        }
        return shares;
    }

    private static double[] stationary(EntryChain chain, int... places) {
        int size = places.length;
        double[][] moves = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                moves[i][j] = chain.moves[places[i]][places[j]];
            }
        }
        for (int last = size - 1; last > 0; last--) {
            double back = 0;
            for (int j = 0; j < last; j++) {
                back += moves[last][j];
            }
            for (int i = 0; i < last; i++) {
                moves[i][last] /= back;
                for (int j = 0; moves[i][last] > 0 && j < last; j++) {
                    moves[i][j] += moves[i][last] * moves[last][j];
                }
            }
        }
        double[] shares = new double[size];
        shares[0] = 1;
        double sum = 1;
        for (int j = 1; j < size; j++) {
            for (int i = 0; i < j; i++) {
                shares[j] += shares[i] * moves[i][j];
            }
            sum += shares[j];
        }
        for (int j = 0; j < size; j++) {
            shares[j] /= sum;
        }
        return shares;
    }
}
