package org.dynama.learned.study;

import java.util.List;
import java.util.Locale;
import org.dynama.learned.baseline.Baselines;
import org.dynama.learned.network.Copies;
import org.dynama.learned.training.OuterLoop;
import org.dynama.learned.training.StartChoice;
import org.dynama.learned.training.Starts;
import org.dynama.learned.training.Training;
import org.dynama.learned.training.TrainingRow;
import org.dynama.learned.training.TrainingSettings;
import org.dynama.learned.training.TrainingStopped;
import org.dynama.learned.world.World;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.study.Run;
import org.jspecify.annotations.Nullable;

/** One run: baselines, training, best responses, record. */
public final class LearnRun {
    private final LearnSpec spec;
    /** Of money. All is computed in it, so that a world's numbers do not depend on the currency; what is shown is not. */
    private final double unit;

    private final World world;
    private final TrainingSettings settings;
    private final int width;
    private final Run run;
    private final Measuring measuring;
    private final TrainingLoop loop;

    /** A run of a spec. */
    public LearnRun(LearnSpec spec, Run run) {
        this.spec = spec;
        this.run = run;
        unit = spec.world().unit();
        world = spec.world().in(unit);
        settings = spec.settings().over(unit);
        width = spec.settings().width();
        measuring = new Measuring(spec, run);
        loop = new TrainingLoop(run, unit, measuring);
    }

    /**
     * Trains, or goes on where a checkpoint stands, then measures the mechanism.
     *
     * @throws TrainingStopped if the training meets a number that is not finite; what was good last is stored
     */
    public LearnRecord learn() {
        Baselines baselines = baselines();
        double surplus = baselines.bound(world);
        RandomStream stream = new RandomStream(spec.keys().seed(), "learn");
        TrainingSettings oneGood = spec.oneGood();
        Reals copies = oneGood == null ? null : copies(oneGood.over(unit), stream.child("one good"), surplus);
        OuterLoop outer = spec.keys().outer().over(unit);
        StartChoice choice = copies == null ? spec.choice() : StartChoice.NONE;
        try (Starts starts = starts(new Plan(world, settings, outer, choice), stream, surplus, copies)) {
            return learned(starts, baselines);
        }
    }

    /** A training to be. */
    private record Plan(World world, TrainingSettings settings, OuterLoop outer, StartChoice choice) {}

    private Starts starts(Plan plan, RandomStream stream, double surplus, @Nullable Reals from) {
        StartChoice choice =
                plan.choice.in(plan.world, plan.outer, plan.settings.lies().reporters());
        boolean looks = StartChoice.looks(plan.world) || choice.starts() > 1;
        return new Starts(
                k -> {
                    RandomStream own = k == 0 ? stream : stream.child("start " + k);
                    Training training = new Training(plan.world, plan.settings.varied(k), plan.outer, own, surplus);
                    if (from != null) {
                        training.startFrom(from);
                    }
                    return training;
                },
                plan.settings,
                choice,
                looks ? measuring.eye(plan.world, plan.settings) : null);
    }

    private LearnRecord learned(Starts starts, Baselines baselines) {
        try {
            List<TrainingRow> trace = loop.train(starts, "training", new LearnNeeds(world, settings));
            run.folder().write("trace.csv", loop.table(trace).toCsv());
            if (!starts.training().hasResult()) {
                measuring.note("no profit target was accepted: the last training's mechanism is shown");
            }
            return measuring.learned(
                    starts.parameters(), baselines, starts.training().acceptedTarget(), loop::taken);
        } catch (TrainingStopped stopped) {
            measuring.store(starts.lastGood());
            throw stopped;
        }
    }

    /** Measures a stored mechanism. */
    public LearnRecord measure(String command, Reals parameters) {
        return measuring.again(command, parameters, baselines(), loop::taken);
    }

    private Baselines baselines() {
        run.at("baselines", 0, "");
        return Baselines.of(
                world,
                spec.keys().evaluation().oracle(),
                new RandomStream(spec.keys().evaluationSeed(), "evaluation"));
    }

    /** Copies of a mechanism for one good. */
    private Reals copies(TrainingSettings settings, RandomStream stream, double surplus) {
        measuring.note(String.format(
                Locale.ROOT,
                "the mechanism starts from copies of one for one good, trained for %,d steps",
                settings.steps().count()));
        Plan plan = new Plan(world.oneGood(), settings, OuterLoop.fixed(), spec.choice());
        try (Starts first = starts(plan, stream, surplus, null)) {
            return copies(first, settings);
        }
    }

    private Reals copies(Starts first, TrainingSettings settings) {
        try {
            loop.train(first, "training for one good", new LearnNeeds(world.oneGood(), settings));
            measuring.copied(first.parameters(), settings.width());
            return copies(first.parameters());
        } catch (TrainingStopped stopped) {
            measuring.store(copies(first.lastGood()));
            throw new TrainingStopped(stopped);
        }
    }

    private Reals copies(Reals oneGood) {
        return Reals.of(Copies.of(world, width, oneGood.toArray()));
    }
}
