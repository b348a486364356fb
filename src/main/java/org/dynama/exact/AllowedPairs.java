package org.dynama.exact;

import java.util.Arrays;
import java.util.BitSet;
import org.dynama.model.EndComponents;
import org.dynama.model.Endlessness;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.refusal.Refusal;

/**
 * The columns and rows of the program: the pairs that are not forbidden and never force a run into a state
 * without any (for an average-reward horizon, of those the ones within reach), and the states that have such a pair.
 *
 * <p>Cost: {@code O(entries)}; of an average reward {@code O(S * entries)} at worst.
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
        BitSet open = new BitSet();
        for (int pair = 0; pair < mdp.pairCount(); pair++) {
            open.set(pair, !forbidden.get(pair));
        }
        BitSet allowed = Endlessness.keep(mdp, open);
        live = new BitSet();
        allowed.stream().forEach(pair -> live.set(mdp.transitions().stateOf(pair)));
        for (int s = 0; s < mdp.stateCount(); s++) {
            if (mdp.initial().get(s) > 0 && !live.get(s)) {
                throw new Refusal(
                        "state \"" + mdp.states().get(s) + "\"",
                        "",
                        "may be the first and has no allowed action, now or later",
                        "Maybe leave one boost of every state finite.");
            }
        }
        if (mdp.horizon() instanceof Horizon.AverageReward || Endlessness.mayLast(mdp)) {
            // Out of reach a gain may be larger, and a flow constraint would not notice; or a run have no end.
            allowed = Endlessness.reachable(mdp, allowed);
            live.clear();
            allowed.stream().forEach(pair -> live.set(mdp.transitions().stateOf(pair)));
        }
        pairs = allowed.stream().toArray();
        states = live.stream().toArray();
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
}
