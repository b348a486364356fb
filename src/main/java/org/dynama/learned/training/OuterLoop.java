package org.dynama.learned.training;

/**
 * What surrounds a training.
 *
 * @param kind of loop
 * @param penalty rho of the augmented Lagrangian; its multipliers grow by {@code rho * loss}
 * @param updates of the multipliers during the training
 * @param tolerance below which bisection wants profit loss, regret and loss of individual rationality
 * @param interval of profit targets at which bisection ends
 */
public record OuterLoop(Kind kind, double penalty, int updates, double tolerance, double interval) {

    /** How weights and profit target change. */
    public enum Kind {
        /** They do not: one training towards more profit than there is. */
        FIXED_PENALTY,
        /** Weights grow while losses last. */
        AUGMENTED_LAGRANGIAN,
        /** A training for each profit target, halving the interval of targets. */
        BISECTION
    }

    /** One training with fixed weights. */
    public static OuterLoop fixed() {
        return new OuterLoop(Kind.FIXED_PENALTY, 0, 1, 0.1, 0.1);
    }
}
