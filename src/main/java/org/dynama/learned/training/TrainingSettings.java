package org.dynama.learned.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.dynama.learned.history.Histories;
import org.dynama.learned.world.World;

/**
 * How a mechanism is trained; a spec's key {@code training} holds all parts.
 *
 * @param steps of the mechanism and of the report policies
 * @param losses besides profit
 * @param lies that are trained against
 * @param sampling of paths, where histories are not enumerated
 * @param width of the mechanism's most important stream
 */
public record TrainingSettings(Steps steps, Losses losses, Lies lies, Sampling sampling, int width) {
    private static final double INTERVAL_WEIGHT = 10;
    private static final double FIRST_STEP = 3e-3;
    private static final double VARIED = 2;
    private static final double FIRST_WARM_UP = 0.3;

    /**
     * Steps by gradients.
     *
     * @param count of the mechanism's in one training
     * @param length of the mechanism's first; it falls by a cosine to a twentieth
     * @param policyCount of the report policies' for each of the mechanism's
     * @param policyLength of the report policies'
     */
    public record Steps(
            @JsonProperty("steps") int count,
            @JsonProperty("step") double length,
            @JsonProperty("policySteps") int policyCount,
            @JsonProperty("policyStep") double policyLength) {
        private static final double LAST = 0.05;

        /** What is left of a first length when a share of the steps is done. */
        public static double fallen(double done) {
            return LAST + (1 - LAST) * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, done)));
        }
    }

    /**
     * What counts besides profit.
     *
     * @param alpha weight of the regret of truth; 0 to be chosen
     * @param beta weight of the loss of individual rationality; 0 to be chosen
     * @param warmUp share of the training during which both weights rise from a tenth
     * @param smoothing kappa, below which absolute values and hinges are round, in units of reward; 0 to be
     *     chosen
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
    public record Lies(
            Reporters reporters,
            int policies,
            @JsonProperty("policyWidth") int width) {}

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
     * The same with what zeros leave to the program. A constraint of one type counts with its probability, and a weight of
     * twice the number of types outweighs profit; hinges are round below a thousandth of the highest value, a hundredth where
     * paths are drawn; nothing is averaged where all histories are played.
     */
    public TrainingSettings in(World world) {
        boolean all = Histories.trainable(world);
        double weight = world.types()
                .match(
                        discrete -> 2 * Math.pow(discrete.values().size(), world.components()),
                        interval -> INTERVAL_WEIGHT);
        double round = world.scale() * (all || world.periods() == 1 ? 0.001 : 0.01);
        return new TrainingSettings(
                steps,
                new Losses(
                        losses.alpha > 0 ? losses.alpha : weight,
                        losses.beta > 0 ? losses.beta : weight,
                        losses.warmUp,
                        losses.smoothing > 0 ? losses.smoothing : round,
                        losses.regret,
                        losses.participation),
                lies,
                new Sampling(sampling.initialTypes, sampling.futures, all ? 0 : sampling.averaging),
                width);
    }

    /** The same with amounts counted in a unit of money. */
    public TrainingSettings over(double unit) {
        Losses in = new Losses(
                losses.alpha, losses.beta, losses.warmUp, losses.smoothing / unit, losses.regret, losses.participation);
        return new TrainingSettings(steps, in, lies, sampling, width);
    }

    /** The same for a start of several, which are not alike: the first as they are, then other weights and lengths. */
    public TrainingSettings varied(int start) {
        double heavier = start % 2 == 0 ? 1 : VARIED;
        double longer = start / 2 % 2 == 0 ? 1 : VARIED;
        Losses weighed = new Losses(
                heavier * losses.alpha,
                heavier * losses.beta,
                losses.warmUp,
                losses.smoothing,
                losses.regret,
                losses.participation);
        Steps taken = new Steps(steps.count, longer * steps.length, steps.policyCount, steps.policyLength);
        return new TrainingSettings(taken, weighed, lies, sampling, width);
    }

    /** Weights and length, for people. */
    public String words() {
        return "alpha " + losses.alpha + ", beta " + losses.beta + ", step " + steps.length;
    }

    /**
     * Settings for a smaller world that is trained first: steps as long as a random start needs, exact best responses where
     * they are to be had in each step, and all else that the program may choose.
     */
    public TrainingSettings first(World smaller, int count, int narrower) {
        Reporters reporters = Histories.trainable(smaller) ? Reporters.EXACT : lies.reporters;
        return new TrainingSettings(
                        new Steps(count, FIRST_STEP, steps.policyCount, steps.policyLength),
                        new Losses(0, 0, FIRST_WARM_UP, 0, losses.regret, losses.participation),
                        new Lies(reporters, lies.policies, lies.width),
                        sampling,
                        narrower)
                .in(smaller);
    }

    /** The same with another number of policies of each agent. */
    public TrainingSettings policies(int count) {
        return new TrainingSettings(steps, losses, new Lies(lies.reporters, count, lies.width), sampling, width);
    }

    /** The same with another number of futures for each first type. */
    public TrainingSettings futures(int count) {
        Sampling other = new Sampling(sampling.initialTypes, count, sampling.averaging);
        return new TrainingSettings(steps, losses, lies, other, width);
    }

    /** Paths that a step draws where histories are not enumerated: agents, first types, futures, policies and truth. */
    public double paths(World world) {
        double types = world.types()
                .match(discrete -> Math.pow(discrete.values().size(), world.components()), interval ->
                        (double) sampling.initialTypes);
        return (1.0 + lies.policies) * world.agents() * types * sampling.futures;
    }
}
