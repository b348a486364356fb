package org.dynama.learned.training;

import org.dynama.model.Reals;
import org.dynama.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * All that a training needs to go on where it stood.
 *
 * @param outer where its outer loop stands
 * @param trainer the networks
 * @param accepted parameters of the mechanism accepted last; null before
 * @param start parameters that each round begins at; null for random ones
 */
public record TrainingState(
        Outer outer,
        Trainer.Snapshot trainer,
        @Nullable Reals accepted,
        @Nullable Reals start) {

    /**
     * Where an outer loop stands.
     *
     * @param round of the loop
     * @param step next one of the round
     * @param low largest profit target accepted so far, or zero
     * @param high smallest refused so far, or the surplus
     * @param alpha weights of regret, per agent
     * @param beta weights of the loss of individual rationality, per agent
     */
    public record Outer(int round, int step, double low, double high, Reals alpha, Reals beta) {
        public Outer {
            if (round < 0 || step < 0) {
                throw new Refusal("round and step", round + ", " + step, "must not be negative", "");
            }
        }
    }
}
