package org.dynama.learned.training;

import org.dynama.learned.world.World;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.jspecify.annotations.Nullable;

/**
 * A training with its outer loop, one step at a time, so that it can be watched, stored and continued.
 *
 * @see "Learned dynamic mechanisms, Algorithm 1 and Appendix D.5"
 */
public final class Training implements AutoCloseable {
    private final World world;
    private final TrainingSettings settings;
    private final OuterLoop loop;
    private final RandomStream stream;
    private final double surplus;
    private Trainer trainer;
    private int round;
    private int step;
    private double low;
    private double high;
    private Reals alpha;
    private Reals beta;
    private @Nullable Reals accepted;
    private @Nullable Reals start;

    /**
     * A training at its beginning.
     *
     * @param surplus that no profit exceeds
     */
    public Training(World world, TrainingSettings settings, OuterLoop loop, RandomStream stream, double surplus) {
        this.world = world;
        this.settings = settings;
        this.loop = loop;
        this.stream = stream;
        this.surplus = surplus;
        high = surplus;
        alpha = Reals.filled(world.agents(), settings.alpha());
        beta = Reals.filled(world.agents(), settings.beta());
        trainer = new Trainer(world, settings, stream.child("round 0"));
    }

    /** Begins each round at these parameters of the mechanism rather than at random ones; before the first step. */
    public void startFrom(Reals parameters) {
        start = parameters;
        trainer.startFrom(parameters);
    }

    /** Goes on from a state; the same numbers follow as without the stop. */
    public void restore(TrainingState state) {
        if (state.round() != round) {
            trainer.close();
            trainer = new Trainer(world, settings, stream.child("round " + state.round()));
        }
        trainer.restore(state.trainer());
        round = state.round();
        step = state.step();
        low = state.low();
        high = state.high();
        alpha = state.alpha();
        beta = state.beta();
        accepted = state.accepted();
        start = state.start();
    }

    /** What a checkpoint keeps. */
    public TrainingState state() {
        return new TrainingState(round, step, low, high, alpha, beta, trainer.snapshot(), accepted, start);
    }

    private boolean bisects() {
        return loop.kind() == OuterLoop.Kind.BISECTION;
    }

    /** Whether nothing is left to do. */
    public boolean done() {
        return bisects() ? high - low <= loop.interval() : step >= settings.steps();
    }

    /** Share that is done, in [0, 1]. */
    public double progress() {
        double inRound = (double) step / settings.steps();
        if (!bisects()) {
            return inRound;
        }
        double rounds = Math.ceil(Math.log(surplus / loop.interval()) / Math.log(2));
        return Math.min(1, (round + inRound) / Math.max(1, rounds));
    }

    /** The profit that the present round wants; without bisection more than there is. */
    public double target() {
        return bisects() ? (low + high) / 2 : 2 * Math.abs(surplus) + 1;
    }

    /**
     * Takes one step.
     *
     * @throws TrainingStopped if a number is not finite
     */
    public TrainingRow advance() {
        boolean augmented = loop.kind() == OuterLoop.Kind.AUGMENTED_LAGRANGIAN;
        double target = target();
        TrainingObjective.Seen seen = trainer.step(
                new TrainingObjective.Weights(target, warm(alpha), warm(beta), augmented ? loop.penalty() : 0), step);
        if (!Double.isFinite(seen.profit())) {
            throw new TrainingStopped(step);
        }
        TrainingRow row = new TrainingRow(
                round,
                step,
                target,
                seen.profit(),
                seen.regret().stream().sum(),
                seen.participation().stream().sum());
        step++;
        if (augmented && step % Math.max(1, settings.steps() / loop.updates()) == 0) {
            alpha = grown(alpha, seen.regret());
            beta = grown(beta, seen.participation());
        }
        if (bisects() && step >= settings.steps()) {
            judge(row);
        }
        return row;
    }

    private Reals warm(Reals weights) {
        double risen = settings.warmUp() == 0 ? 1 : Math.min(1, step / (settings.warmUp() * settings.steps()));
        return Reals.of(weights.stream().map(w -> w * Math.pow(0.1, 1 - risen)).toArray());
    }

    private Reals grown(Reals weights, Reals losses) {
        double[] grown = weights.toArray();
        for (int i = 0; i < grown.length; i++) {
            grown[i] += loop.penalty() * losses.get(i);
        }
        return Reals.of(grown);
    }

    private void judge(TrainingRow last) {
        boolean good = Math.abs(last.profit() - last.target()) < loop.tolerance()
                && last.regret() < loop.tolerance()
                && last.participation() < loop.tolerance();
        if (good) {
            low = last.target();
            accepted = trainer.parameters();
        } else {
            high = last.target();
        }
        if (!done()) {
            round++;
            step = 0;
            Trainer next = new Trainer(world, settings, stream.child("round " + round));
            if (start != null) {
                next.startFrom(start);
            }
            trainer.close();
            trainer = next;
        }
    }

    /** The mechanism's parameters: the last accepted of a bisection, else the present ones. */
    public Reals parameters() {
        return accepted != null ? accepted : trainer.parameters();
    }

    /** Whether a bisection accepted any mechanism; true for the other loops. */
    public boolean hasResult() {
        return !bisects() || accepted != null;
    }

    @Override
    public void close() {
        trainer.close();
    }
}
