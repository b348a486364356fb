package org.dynama.learned.training;

/**
 * How a mechanism is trained.
 *
 * @param steps of the mechanism and of the report policies
 * @param losses besides profit
 * @param lies that are trained against
 * @param sampling of paths, where histories are not enumerated
 * @param width of the mechanism's most important stream
 */
public record TrainingSettings(Steps steps, Losses losses, Lies lies, Sampling sampling, int width) {
    private static final double FIRST_STEP = 3e-3;
    private static final double FIRST_WARM_UP = 0.3;

    /**
     * Steps by gradients.
     *
     * @param count of the mechanism's in one training
     * @param length of the mechanism's first; it falls by a cosine to a twentieth
     * @param policyCount of the report policies' for each of the mechanism's
     * @param policyLength of the report policies'
     */
    public record Steps(int count, double length, int policyCount, double policyLength) {}

    /**
     * What counts besides profit.
     *
     * @param alpha weight of the regret of truth
     * @param beta weight of the loss of individual rationality
     * @param warmUp share of the training during which both weights rise from a tenth
     * @param smoothing kappa, below which absolute values and hinges are round, in units of reward
     * @param regret how the gain of a deviation counts
     * @param participation whose utility may not be negative
     */
    public record Losses(
            double alpha, double beta, double warmUp, double smoothing, Regret regret, Participation participation) {}

    /**
     * The lies that are trained against.
     *
     * @param reporters who tell them
     * @param policies K, deviation starts of each agent
     * @param width of the report policies' states
     */
    public record Lies(Reporters reporters, int policies, int width) {}

    /**
     * What is drawn in a step.
     *
     * @param initialTypes of each agent, where types cannot be enumerated
     * @param futures for each of them
     * @param averaging share of the old in running means of gains and utilities; 0 where histories are enumerated
     */
    public record Sampling(int initialTypes, int futures, double averaging) {}

    /** How the gain of a deviation counts. */
    public enum Regret {
        /** {@code max(0, gain)} per agent and initial type: a stale deviation is worth nothing. */
        FLOORED,
        /** The gain as it is, averaged over types, as the paper prints it: a bad deviation pays the mechanism. */
        PRINTED
    }

    /** Whose utility may not be negative. */
    public enum Participation {
        /** Each initial type's. */
        INTERIM,
        /** An agent's before she knows her type, as the paper prints it: an entry fee takes all. */
        EX_ANTE
    }

    /**
     * The same for a smaller world that is trained first, with steps as long as a random start needs.
     *
     * @param exact whether exact best responses are to be had in each step
     */
    public TrainingSettings first(int count, int width, boolean exact) {
        return new TrainingSettings(
                new Steps(count, FIRST_STEP, steps.policyCount, steps.policyLength),
                new Losses(
                        losses.alpha,
                        losses.beta,
                        FIRST_WARM_UP,
                        losses.smoothing,
                        losses.regret,
                        losses.participation),
                new Lies(exact ? Reporters.EXACT : lies.reporters, lies.policies, lies.width),
                sampling,
                width);
    }
}
