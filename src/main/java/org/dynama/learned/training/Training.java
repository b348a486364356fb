package org.dynama.learned.training;

import java.util.List;
import org.dynama.learned.world.World;
import org.dynama.model.Adam;
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
        alpha = Reals.filled(world.agents(), settings.losses().alpha());
        beta = Reals.filled(world.agents(), settings.losses().beta());
        trainer = new Trainer(world, settings, stream.child("round 0"));
    }

    /** Begins each round at these parameters of the mechanism rather than at random ones; before the first step. */
    public void startFrom(Reals parameters) {
        start = parameters;
        trainer.startFrom(parameters);
    }

    /** Goes on from a state; the same numbers follow as without the stop. */
    public void restore(TrainingState state) {
        TrainingState.Outer outer = state.outer();
        if (outer.round() != round) {
            trainer.close();
            trainer = new Trainer(world, settings, stream.child("round " + outer.round()));
        }
        trainer.restore(state.trainer());
        round = outer.round();
        step = outer.step();
        low = outer.low();
        high = outer.high();
        alpha = outer.alpha();
        beta = outer.beta();
        accepted = state.accepted();
        start = state.start();
    }

    /** What a checkpoint keeps. */
    public TrainingState state() {
        TrainingState.Outer outer = new TrainingState.Outer(round, step, low, high, alpha, beta);
        return new TrainingState(outer, trainer.snapshot(), accepted, start);
    }

    private boolean bisects() {
        return switch (loop.kind()) {
            case FIXED_PENALTY, AUGMENTED_LAGRANGIAN -> false;
            case BISECTION -> true;
        };
    }

    private boolean augments() {
        return switch (loop.kind()) {
            case FIXED_PENALTY, BISECTION -> false;
            case AUGMENTED_LAGRANGIAN -> true;
        };
    }

    /** Steps that were taken in the present round. */
    int step() {
        return step;
    }

    /** Whether nothing is left to do. */
    public boolean done() {
        boolean isJudged = round > 0 || step >= settings.steps().count();
        return bisects()
                ? isJudged && high - low <= loop.interval()
                : step >= settings.steps().count();
    }

    /** Share that is done, in [0, 1]. */
    public double progress() {
        double inRound = (double) step / settings.steps().count();
        if (!bisects()) {
            return inRound;
        }
        double rounds = Math.ceil(Math.log(Math.max(surplus, loop.interval()) / loop.interval()) / Math.log(2));
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
        double target = target();
        TrainingObjective.Seen seen = trainer.step(
                new TrainingObjective.Weights(target, warm(alpha), warm(beta), augments() ? loop.penalty() : 0), step);
        TrainingRow row = new TrainingRow(
                0,
                round,
                step,
                target,
                seen.profit(),
                seen.regret().stream().sum(),
                seen.participation().stream().sum(),
                seen.gradient(),
                null);
        step++;
        if (augments() && step % Math.max(1, settings.steps().count() / loop.updates()) == 0) {
            alpha = grown(alpha, seen.regret());
            beta = grown(beta, seen.participation());
        }
        if (bisects() && step >= settings.steps().count()) {
            judge(row);
        }
        return row;
    }

    private Reals warm(Reals weights) {
        double warmUp = settings.losses().warmUp();
        double risen =
                warmUp == 0 ? 1 : Math.min(1, step / (warmUp * settings.steps().count()));
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

    /** The reporters of each agent whose policies are trained, as they are. */
    public List<Adam> reporters() {
        return trainer.snapshot().policies();
    }

    /** What is left where a number is not finite: the last accepted, else the last that played with finite numbers only. */
    public Reals lastGood() {
        return accepted != null ? accepted : trainer.lastGood();
    }

    /** The profit target that a bisection accepted last; null for the other loops, and where it accepted none. */
    public @Nullable Double acceptedTarget() {
        return accepted == null ? null : (Double) low;
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
