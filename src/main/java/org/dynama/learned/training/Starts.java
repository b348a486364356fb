package org.dynama.learned.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.dynama.model.Reals;
import org.jspecify.annotations.Nullable;

/**
 * Trainings of one mechanism from several starts, one step at a time: each takes a pilot's steps, the one that has left most
 * goes on, until its end or until profit left rises no more. What is kept is the network that left most of all looked at.
 */
public final class Starts implements AutoCloseable {
    /** In a training: each costs about a step. */
    private static final int LOOKS = 60;
    /** Share of profit left that counts as a rise. */
    private static final double RISE = 1e-4;

    /** What is left where no look has seen a number. */
    private static final double NOTHING = -Double.MAX_VALUE;

    private final IntFunction<Training> trainings;
    private final TrainingSettings settings;
    private final StartChoice choice;
    private final @Nullable Function<Training, TrainingLook> eye;
    private Training training;
    private Progress at;
    private List<TrainingState> waiting = new ArrayList<>();
    private @Nullable Best best;

    /**
     * The network that left most profit in a training.
     *
     * @param left {@link TrainingLook#worth}
     * @param step after which it was looked at
     */
    public record Best(Reals parameters, double left, int step) {}

    /**
     * How far the choice is.
     *
     * @param start that is trained
     * @param isChosen whether no other is
     * @param stale looks since profit left last rose
     * @param most that a look has seen since the weights of losses are full: what it rises above. A network that happens to leave
     *     more before is kept, but says nothing of what the full weights lead to
     * @param pilots the best network of each start whose pilot is over
     */
    public record Progress(int start, boolean isChosen, int stale, double most, List<Best> pilots) {}

    /** What a checkpoint keeps. */
    public record State(
            Progress at,
            List<TrainingState> waiting,
            TrainingState training,
            @Nullable Best best) {}

    /**
     * Trainings at their beginning.
     *
     * @param trainings by start
     * @param eye what looks at the mechanism of a training; null where that is too dear
     */
    public Starts(
            IntFunction<Training> trainings,
            TrainingSettings settings,
            StartChoice choice,
            @Nullable Function<Training, TrainingLook> eye) {
        this.trainings = trainings;
        this.settings = settings;
        this.choice = choice;
        this.eye = eye;
        training = trainings.apply(0);
        at = new Progress(0, choice.starts() == 1, 0, NOTHING, List.of());
    }

    /** The training that is on. */
    public Training training() {
        return training;
    }

    /** How far the choice is. */
    public Progress at() {
        return at;
    }

    /** What a checkpoint keeps. */
    public State state() {
        return new State(at, List.copyOf(waiting), training.state(), best);
    }

    /** Goes on from a checkpoint, to the last bit. */
    public void restore(State state) {
        open(state.at.start);
        training.restore(state.training);
        at = state.at;
        waiting = new ArrayList<>(state.waiting);
        best = state.best;
    }

    private void open(int start) {
        if (start != at.start) {
            training.close();
            training = trainings.apply(start);
        }
    }

    /** Whether nothing is left to do. */
    public boolean done() {
        return at.isChosen && (training.done() || isStale());
    }

    /** Whether a training ends before its last step, since profit left rises no more. */
    public boolean isStale() {
        return choice.patience() > 0 && at.stale >= choice.patience();
    }

    /** Share that is done, in [0, 1], if no training ends early. */
    public double progress() {
        double pilot = (double) pilot() / settings.steps().count();
        double others = (choice.starts() - 1) * pilot;
        double before = at.isChosen ? others : at.start * pilot;
        return (before + training.progress()) / (others + 1);
    }

    private int pilot() {
        return Math.min(choice.pilot(), settings.steps().count());
    }

    /**
     * Takes one step.
     *
     * @throws TrainingStopped if a number is not finite
     */
    public TrainingRow advance() {
        TrainingRow row = training.advance().of(at.start);
        int taken = row.step() + 1;
        int count = settings.steps().count();
        boolean isPilot = !at.isChosen && taken >= pilot();
        if (eye != null && (isPilot || taken == count || taken % Math.max(1, count / LOOKS) == 0)) {
            row = row.with(look(eye, taken));
        }
        if (isPilot) {
            next();
        }
        return row;
    }

    private TrainingLook look(Function<Training, TrainingLook> eye, int taken) {
        Reals parameters = training.parameters();
        TrainingLook look = eye.apply(training);
        boolean isWarm = taken > settings.losses().warmUp() * settings.steps().count();
        boolean rises = look.worth() - at.most > RISE * Math.abs(at.most);
        double most = isWarm ? Math.max(at.most, look.worth()) : NOTHING;
        at = new Progress(at.start, at.isChosen, rises || !isWarm ? 0 : at.stale + 1, most, at.pilots);
        if (look.worth() > (best == null ? NOTHING : best.left)) {
            best = new Best(parameters, look.worth(), taken);
        }
        return look;
    }

    /** The next start begins, or the one that left most goes on. */
    private void next() {
        waiting.add(training.state());
        List<Best> pilots = new ArrayList<>(at.pilots);
        pilots.add(best != null ? best : new Best(training.parameters(), NOTHING, training.step()));
        int start = at.start + 1;
        boolean isChosen = start == choice.starts();
        if (isChosen) {
            start = IntStream.range(0, pilots.size())
                    .boxed()
                    .max(Comparator.comparingDouble(k -> pilots.get(k).left()))
                    .orElse(0);
        }
        open(start);
        best = isChosen && pilots.get(start).left > NOTHING ? pilots.get(start) : null;
        if (isChosen) {
            training.restore(waiting.get(start));
            waiting.clear();
        }
        at = new Progress(start, isChosen, 0, NOTHING, pilots);
    }

    /** The mechanism's parameters: those that left most, where profit left is looked at, else the last. */
    public Reals parameters() {
        return best != null ? best.parameters : training.parameters();
    }

    /** The step of the network that left most; that of the last where nobody looked. */
    public int bestStep() {
        return best != null ? best.step : settings.steps().count();
    }

    /** What is left where a number is not finite. */
    public Reals lastGood() {
        return best != null ? best.parameters : training.lastGood();
    }

    @Override
    public void close() {
        training.close();
    }
}
