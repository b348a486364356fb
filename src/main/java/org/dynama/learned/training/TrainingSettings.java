package org.dynama.learned.training;

/**
 * How a mechanism is trained.
 *
 * @param steps of the mechanism in one training
 * @param alpha weight of the regret of truth
 * @param beta weight of the loss of individual rationality
 * @param warmUp share of the training during which both weights rise from a tenth
 * @param smoothing kappa, below which absolute values and hinges are round, in units of reward
 * @param step first length of the mechanism's steps; it falls by a cosine to a twentieth
 * @param policyStep length of the report policies' steps
 * @param policySteps of the policies for each of the mechanism
 * @param policies K, deviation starts of each agent
 * @param width of the mechanism's most important stream
 * @param policyWidth of the report policies' states
 * @param regret how the gain of a deviation counts
 * @param participation whose utility may not be negative
 * @param reporters whose lies are trained against
 * @param initialTypes drawn per step and agent, where types cannot be enumerated
 * @param futures drawn for each of them
 * @param averaging share of the old in running means of gains and utilities; 0 where histories are enumerated
 */
public record TrainingSettings(
        int steps,
        double alpha,
        double beta,
        double warmUp,
        double smoothing,
        double step,
        double policyStep,
        int policySteps,
        int policies,
        int width,
        int policyWidth,
        Regret regret,
        Participation participation,
        Reporters reporters,
        int initialTypes,
        int futures,
        double averaging) {
    private static final double FIRST_STEP = 3e-3;
    private static final double FIRST_WARM_UP = 0.3;

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
    public TrainingSettings first(int steps, int width, boolean exact) {
        return new TrainingSettings(
                steps,
                alpha,
                beta,
                FIRST_WARM_UP,
                smoothing,
                FIRST_STEP,
                policyStep,
                policySteps,
                policies,
                width,
                policyWidth,
                regret,
                participation,
                exact ? Reporters.EXACT : reporters,
                initialTypes,
                futures,
                averaging);
    }
}
