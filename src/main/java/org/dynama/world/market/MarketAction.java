package org.dynama.world.market;

import java.util.BitSet;
import java.util.Map;
import org.dynama.model.Reals;

/**
 * An action in a public state.
 *
 * @param state where it can be taken
 * @param action by its number
 * @param condition under which it is feasible
 * @param effect what it does
 */
public record MarketAction(int state, int action, Condition condition, Effect effect) {

    /**
     * When an action is feasible.
     *
     * @param draws that leave it
     * @param periods in which it counts, from 0; 0 alone where all are alike
     * @param needs agents without whom it is impossible
     * @param blockedBy agents with whom it is impossible
     */
    public record Condition(BitSet draws, BitSet periods, BitSet needs, BitSet blockedBy) {

        /** Whether it is possible when an agent is absent, or none if that is -1. */
        public boolean allows(int absent) {
            BitSet blocking = (BitSet) blockedBy.clone();
            if (absent >= 0) {
                blocking.clear(absent);
            }
            return blocking.isEmpty() && !(absent >= 0 && needs.get(absent));
        }
    }

    /**
     * What an action does.
     *
     * @param next probabilities of the public states that follow; empty where the run ends
     * @param rewards by agent
     * @param designer what the designer earns
     * @param losses what it adds to each named loss
     * @param drift shape {@code [K_i, K_i]} by agent, where it moves types otherwise than they move by themselves
     */
    public record Effect(
            Map<Integer, Double> next,
            Map<Integer, Payoff> rewards,
            double designer,
            Map<String, NamedLoss> losses,
            Map<Integer, Reals> drift) {
        public Effect {
            next = Successors.of(next);
            rewards = Marketplace.ordered(rewards);
            losses = Marketplace.ordered(losses);
            drift = Marketplace.ordered(drift);
        }

        /** Whether it ends the run. */
        public boolean ends() {
            return next.isEmpty();
        }
    }

    /**
     * What an action adds to a loss.
     *
     * @param constant whatever the types are
     * @param byAgent what depends on theirs
     */
    public record NamedLoss(double constant, Map<Integer, Payoff> byAgent) {
        public NamedLoss {
            byAgent = Marketplace.ordered(byAgent);
        }
    }
}
