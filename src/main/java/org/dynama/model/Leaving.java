package org.dynama.model;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * How runs of an MDP can be made to end, where some policies never end them: which pairs leave an end within reach.
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

    /** Adds the states with a pair that ends the run or may lead to some; whether there are any. */
    static boolean spread(Mdp mdp, BitSet pairs, BitSet ending, BitSet known, int @Nullable [] policy) {
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
