package org.dynama.model;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * How runs of an MDP can be made to end, where some policies never end them: which pairs leave an end within reach, and which
 * policy, of several that are equally good, does end.
 *
 * <p>Policies that end every run with probability one are called proper.
 *
 * @see <a href="https://doi.org/10.1287/moor.16.3.580">Bertsekas and Tsitsiklis (1991), An analysis of stochastic shortest path
 *     problems</a>
 */
public final class Leaving {
    private Leaving() {}

    /**
     * The pairs after which a run can still be made to end with probability one: the largest set of them that never leads to a
     * state without any, and from each of whose states an end can be reached. Costs {@code O(S * entries)} at worst.
     *
     * @param allowed pairs that may be used
     */
    public static BitSet sure(Mdp mdp, BitSet allowed) {
        BitSet kept = (BitSet) allowed.clone();
        while (true) {
            BitSet last = Endlessness.keep(mdp, kept);
            BitSet lost = trapped(mdp, last);
            kept = (BitSet) last.clone();
            last.stream().filter(pair -> lost.get(mdp.stateOf(pair))).forEach(kept::clear);
            if (lost.isEmpty()) {
                return kept;
            }
        }
    }

    /** The states that have some of these pairs and from which none of them leads on to an end. */
    public static BitSet trapped(Mdp mdp, BitSet pairs) {
        BitSet states = new BitSet();
        pairs.stream().forEach(pair -> states.set(mdp.stateOf(pair)));
        BitSet ending = new BitSet();
        while (spread(mdp, pairs, ending, (BitSet) ending.clone(), null)) {
            // Another round of states that come nearer.
        }
        states.andNot(ending);
        return states;
    }

    /**
     * A proper policy of some pairs: of each state the lowest, but where these would never end a run. From there, round by round,
     * those states that can come to an end, or to where one is reached, take the lowest pair that may lead there.
     *
     * @param pairs of which every state that has any can be made to end ({@link #sure})
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
        BitSet lost = trapped(mdp, taken);
        if (!lost.isEmpty()) {
            BitSet ending = new BitSet();
            taken.stream().forEach(pair -> ending.set(mdp.stateOf(pair), !lost.get(mdp.stateOf(pair))));
            while (spread(mdp, pairs, ending, (BitSet) ending.clone(), policy)) {
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

    /** Adds the states with a pair that ends the run or may lead to some; whether there are any. */
    private static boolean spread(Mdp mdp, BitSet pairs, BitSet ending, BitSet known, int @Nullable [] policy) {
        boolean grows = false;
        for (int pair = pairs.nextSetBit(0); pair >= 0; pair = pairs.nextSetBit(pair + 1)) {
            int s = mdp.stateOf(pair);
            if (!ending.get(s) && comesTo(mdp, pair, known)) {
                ending.set(s);
                grows = true;
                if (policy != null) {
                    policy[s] = pair;
                }
            }
        }
        return grows;
    }

    private static boolean comesTo(Mdp mdp, int pair, BitSet states) {
        Transitions transitions = mdp.transitions();
        boolean comes = transitions.begin(pair) == transitions.end(pair);
        for (int k = transitions.begin(pair); k < transitions.end(pair) && !comes; k++) {
            comes = states.get(transitions.next(k));
        }
        return comes;
    }
}
