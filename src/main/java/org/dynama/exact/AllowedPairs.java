package org.dynama.exact;

import java.util.BitSet;
import org.dynama.model.Mdp;
import org.dynama.model.Transitions;

/**
 * The columns and rows of the program: the feasible pairs that are not forbidden and never force a run into a state
 * without any, and the states that have such a pair.
 *
 * <p>Cost: {@code O(S * entries)} at worst.
 */
final class AllowedPairs {
    private final Mdp mdp;
    /** The pairs that may be used. */
    final int[] pairs;
    /** The states where some pair may be used. */
    final int[] states;

    private final BitSet live;

    /** @throws IllegalArgumentException if nothing is allowed from a possible first state */
    AllowedPairs(Mdp mdp, BitSet forbidden) {
        this.mdp = mdp;
        BitSet allowed = new BitSet();
        for (int pair = 0; pair < mdp.pairCount(); pair++) {
            allowed.set(pair, mdp.transitions().feasible(pair) && !forbidden.get(pair));
        }
        live = prune(allowed);
        pairs = allowed.stream().toArray();
        states = live.stream().toArray();
        for (int s = 0; s < mdp.stateCount(); s++) {
            if (mdp.initial().get(s) > 0 && !live.get(s)) {
                throw new IllegalArgumentException("state \"" + mdp.states().get(s) + "\" may be the first and has no "
                        + "allowed action, now or later\nMaybe leave one boost of every state finite.");
            }
        }
    }

    /** Takes away pairs that can lead to a state without any, until there are none; returns the states left. */
    private BitSet prune(BitSet allowed) {
        BitSet alive = new BitSet();
        int before;
        do {
            before = allowed.cardinality();
            alive.clear();
            allowed.stream().forEach(pair -> alive.set(pair / mdp.actionCount()));
            for (int pair = allowed.nextSetBit(0); pair >= 0; pair = allowed.nextSetBit(pair + 1)) {
                Transitions transitions = mdp.transitions();
                for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
                    if (!alive.get(transitions.next(k))) {
                        allowed.clear(pair);
                    }
                }
            }
        } while (allowed.cardinality() < before);
        return alive;
    }

    boolean isLive(int state) {
        return live.get(state);
    }

    /**
     * The gain may depend on the first state unless all states reach one another.
     *
     * @throws IllegalArgumentException if they do not
     */
    void requireCommunicating() {
        int root = states[0];
        BitSet after = closure(root, true);
        BitSet before = closure(root, false);
        for (int s : states) {
            if (!after.get(s) || !before.get(s)) {
                throw new IllegalArgumentException("horizon AverageReward needs states that all reach one another: no "
                        + "allowed way leads "
                        + (after.get(s) ? "to \"" + name(root) + "\" from \"" : "from \"" + name(root) + "\" to \"")
                        + name(s) + "\"\nMaybe leave transient states out, or use a discounted horizon.");
            }
        }
    }

    private String name(int state) {
        return mdp.states().get(state);
    }

    /** The states that allowed pairs lead to from the root (or from which they lead to the root). */
    private BitSet closure(int root, boolean forward) {
        BitSet found = new BitSet();
        found.set(root);
        int before;
        do {
            before = found.cardinality();
            for (int pair : pairs) {
                int s = pair / mdp.actionCount();
                for (int k = mdp.transitions().begin(pair);
                        k < mdp.transitions().end(pair);
                        k++) {
                    int next = mdp.transitions().next(k);
                    if (found.get(forward ? s : next)) {
                        found.set(forward ? next : s);
                    }
                }
            }
        } while (found.cardinality() > before);
        return found;
    }
}
