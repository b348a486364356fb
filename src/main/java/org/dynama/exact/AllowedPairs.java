package org.dynama.exact;

import java.util.Arrays;
import java.util.BitSet;
import org.dynama.model.EndComponents;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Transitions;
import org.dynama.refusal.Refusal;

/**
 * The columns and rows of the program: the pairs that are not forbidden and never force a run into a state
 * without any (for an average-reward horizon, of those the ones within reach), and the states that have such a pair.
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
            allowed.set(pair, !forbidden.get(pair));
        }
        live = prune(allowed);
        for (int s = 0; s < mdp.stateCount(); s++) {
            if (mdp.initial().get(s) > 0 && !live.get(s)) {
                throw new Refusal(
                        "state \"" + mdp.states().get(s) + "\"",
                        "",
                        "may be the first and has no allowed action, now or later",
                        "Maybe leave one boost of every state finite.");
            }
        }
        if (mdp.horizon() instanceof Horizon.AverageReward) {
            // Out of reach a gain may be larger, and a flow constraint would not notice.
            live.and(reached(allowed));
            allowed.stream().filter(pair -> !live.get(mdp.stateOf(pair))).forEach(allowed::clear);
        }
        pairs = allowed.stream().toArray();
        states = live.stream().toArray();
    }

    /** Takes away pairs that can lead to a state without any, until there are none; returns the states left. */
    private BitSet prune(BitSet allowed) {
        BitSet alive = new BitSet();
        int before;
        do {
            before = allowed.cardinality();
            alive.clear();
            allowed.stream().forEach(pair -> alive.set(mdp.stateOf(pair)));
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

    /** Whether gains may depend on the state: there are several end components. */
    boolean hasSeveralEnds() {
        BitSet allowed = new BitSet();
        Arrays.stream(pairs).forEach(allowed::set);
        return EndComponents.of(mdp, allowed).size() > 1;
    }

    /** The states that runs can get to. */
    private BitSet reached(BitSet allowed) {
        BitSet found = new BitSet();
        for (int s = 0; s < mdp.stateCount(); s++) {
            found.set(s, mdp.initial().get(s) > 0);
        }
        Transitions transitions = mdp.transitions();
        int before;
        do {
            before = found.cardinality();
            for (int pair = allowed.nextSetBit(0); pair >= 0; pair = allowed.nextSetBit(pair + 1)) {
                boolean here = found.get(mdp.stateOf(pair));
                for (int k = transitions.begin(pair); k < transitions.end(pair) && here; k++) {
                    found.set(transitions.next(k));
                }
            }
        } while (found.cardinality() > before);
        return found;
    }
}
