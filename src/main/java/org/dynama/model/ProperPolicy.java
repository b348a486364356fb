package org.dynama.model;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Policies that end every run with probability one, which are called proper, of an MDP in which others need not.
 *
 * @see <a href="https://doi.org/10.1287/moor.16.3.580">Bertsekas and Tsitsiklis (1991), An analysis of stochastic shortest path
 *     problems</a>
 */
public final class ProperPolicy {
    private ProperPolicy() {}

    /**
     * A proper policy of some pairs: of each state the lowest, but where these would never end a run. From there, round by round,
     * those states that can come to an end, or to where one is reached, take the lowest pair that may lead there.
     *
     * @param pairs of which every state that has any can be made to end ({@link Leaving#sure})
     * @return shape {@code [S]}; the pair, -1 in states without any
     */
    public static int[] lowest(Mdp mdp, BitSet pairs) {
        int[] policy = new int[mdp.stateCount()];
        Arrays.fill(policy, -1);
        BitSet taken = new BitSet();
        for (int pair = pairs.nextSetBit(0); pair >= 0; pair = pairs.nextSetBit(pair + 1)) {
            int s = mdp.stateOf(pair);
            if (policy[s] < 0) {
                policy[s] = pair;
                taken.set(pair);
            }
        }
        BitSet lost = Leaving.trapped(mdp, taken);
        if (!lost.isEmpty()) {
            BitSet ending = new BitSet();
            taken.stream().forEach(pair -> ending.set(mdp.stateOf(pair), !lost.get(mdp.stateOf(pair))));
            while (Leaving.spread(mdp, pairs, ending, (BitSet) ending.clone(), policy)) {
                // Another round, one action farther from an end.
            }
        }
        return policy;
    }

    /** The same MDP with no pairs but those of one policy that ends every run. */
    public static Mdp led(Mdp mdp) {
        Transitions transitions = mdp.transitions();
        Transitions.Builder builder = new Transitions.Builder(mdp.stateCount(), mdp.actionCount());
        for (int pair : lowest(mdp, mdp.allPairs())) {
            builder.end(mdp.stateOf(pair), mdp.actionOf(pair));
            for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
                builder.to(mdp.stateOf(pair), mdp.actionOf(pair), transitions.next(k), transitions.probability(k));
            }
        }
        return new Mdp(mdp.states(), mdp.actions(), builder.build(), mdp.initial(), mdp.horizon());
    }
}
