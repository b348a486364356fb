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

    /** The highest value beside which the paper's 1, 2, 3 leave a tolerance and an interval of 0.1, and a penalty of 50. */
    private static final double PUBLISHED = 3;

    /**
     * The same with what zeros leave to the program: the published amounts, in proportion to the highest value.
     *
     * @param scale of the world's values
     */
    public OuterLoop in(double scale) {
        return new OuterLoop(
                kind,
                penalty > 0 ? penalty : 50 * PUBLISHED / scale,
                updates,
                tolerance > 0 ? tolerance : scale / (10 * PUBLISHED),
                interval > 0 ? interval : scale / (10 * PUBLISHED));
    }

    /** The same with amounts counted in a unit of money; a penalty is one for each unit of a loss. */
    public OuterLoop over(double unit) {
        return new OuterLoop(kind, penalty * unit, updates, tolerance / unit, interval / unit);
    }

    /** One training with fixed weights. */
    public static OuterLoop fixed() {
        return new OuterLoop(Kind.FIXED_PENALTY, 0, 1, 0.1, 0.1);
    }
}
