package org.dynama.model;

import org.dynama.refusal.Refusal;

/** How long the designer controls the MDP, and how later rewards count. */
public sealed interface Horizon {

    /** Every run ends after finitely many actions; rewards add up undiscounted. */
    record Finite() implements Horizon {}

    /**
     * A reward {@code t} periods ahead counts {@code discount^t}; a run goes on for ever, or up to an action that ends it.
     *
     * @param discount per period; in (0, 1)
     */
    record Discounted(double discount) implements Horizon {
        public Discounted {
            if (!(discount > 0 && discount < 1)) {
                throw new Refusal(
                        "discount",
                        discount,
                        "must lie strictly between 0 and 1",
                        "Maybe 0.9; for a run that ends by itself use a finite or total horizon.");
            }
        }
    }

    /**
     * Every run ends sooner or later with probability one, whatever the policy, after a number of actions that has no bound;
     * rewards add up undiscounted. {@link RunLengths} holds MDPs to it.
     */
    record Total() implements Horizon {}

    /** The run never ends and earns its long-run average per period (the gain). */
    record AverageReward() implements Horizon {}

    /** The factor on rewards of the next period: 1 unless discounted. */
    default double discount() {
        return 1;
    }
}
