package org.dynama.learned.study;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dynama.learned.baseline.Baselines;
import org.dynama.learned.network.Copies;
import org.dynama.learned.training.OuterLoop;
import org.dynama.learned.training.Training;
import org.dynama.learned.training.TrainingRow;
import org.dynama.learned.training.TrainingSettings;
import org.dynama.learned.training.TrainingState;
import org.dynama.learned.training.TrainingStopped;
import org.dynama.learned.world.World;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.page.Numbers;
import org.dynama.study.Run;
import org.dynama.study.Table;

/** One run: baselines, training, best responses, record. */
public final class LearnRun {
    /** Rows of the trace that a training leaves. */
    private static final int TRACE_ROWS = 500;

    /** Seconds. */
    private static final double LONG = 60;

    private final LearnSpec spec;
    /** Of money. All is computed in it, so that a world's numbers do not depend on the currency; what is shown is not. */
    private final double unit;

    private final World world;
    private final TrainingSettings settings;
    private final int width;
    private final Run run;
    private final Measuring measuring;
    private double processorBefore = -processor();

    /** A run of a spec. */
    public LearnRun(LearnSpec spec, Run run) {
        this.spec = spec;
        this.run = run;
        unit = spec.world().unit();
        world = spec.world().in(unit);
        settings = spec.settings().over(unit);
        width = spec.settings().width();
        measuring = new Measuring(spec, run);
    }

    /**
     * What a killed training needs to go on.
     *
     * @param trace kept so far
     * @param processor seconds on processors that the run has taken
     */
    private record State(List<TrainingRow> trace, TrainingState training, double processor) {}

    /**
     * Trains, or goes on where a checkpoint stands, then measures the mechanism.
     *
     * @throws TrainingStopped if the training meets a number that is not finite; what was good last is stored
     */
    public LearnRecord learn() {
        Baselines baselines = baselines();
        double surplus = baselines.bound(world);
        RandomStream stream = new RandomStream(spec.keys().seed(), "learn");
        try (Training training =
                new Training(world, settings, spec.keys().outer().over(unit), stream, surplus)) {
            return learned(training, baselines, stream);
        }
    }

    private LearnRecord learned(Training training, Baselines baselines, RandomStream stream) {
        try {
            TrainingSettings oneGood = spec.oneGood();
            if (oneGood != null) {
                training.startFrom(copies(oneGood.over(unit), stream.child("one good"), baselines.bound(world)));
            }
            Table trace = new Table("round", "step", "target", "profit", "regret", "participationLoss");
            for (TrainingRow counted : train(training, "training", new LearnNeeds(world, settings))) {
                TrainingRow row = counted.times(unit);
                trace.add(row.round(), row.step(), row.target(), row.profit(), row.regret(), row.participation());
            }
            run.folder().write("trace.csv", trace.toCsv());
            if (!training.hasResult()) {
                measuring.note("no profit target was accepted: the last training's mechanism is shown");
            }
            return measuring.learned(training.parameters(), baselines, training.acceptedTarget(), this::taken);
        } catch (TrainingStopped stopped) {
            if (!(stopped.getCause() instanceof TrainingStopped)) {
                measuring.store(training.lastGood());
            }
            throw stopped;
        }
    }

    /** Measures a stored mechanism. */
    public LearnRecord measure(String command, Reals parameters) {
        return measuring.again(command, parameters, baselines(), this::taken);
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
        try (Training first = new Training(world.oneGood(), settings, OuterLoop.fixed(), stream, surplus)) {
            return copies(first, settings);
        }
    }

    private Reals copies(Training first, TrainingSettings settings) {
        try {
            train(first, "training for one good", new LearnNeeds(world.oneGood(), settings));
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

    /** Takes all steps that a training lacks; returns the rows of its trace. */
    private List<TrainingRow> train(Training training, String phase, LearnNeeds needs) {
        TrainingSettings settings = needs.settings();
        String piece = phase.replace(' ', '-');
        List<TrainingRow> trace = new ArrayList<>();
        State old = run.load(piece, State.class);
        if (old != null) {
            training.restore(old.training);
            trace.addAll(old.trace);
            trace.forEach(row -> draw(phase, settings, row));
            processorBefore = old.processor - processor();
        } else {
            announce(phase, needs);
        }
        int count = settings.steps().count();
        int every = Math.max(1, count / TRACE_ROWS);
        while (!training.done()) {
            if (run.isDue()) {
                run.save(piece, state(training, trace));
            }
            TrainingRow row = training.advance();
            if (row.step() % every == 0 || row.step() == count - 1) {
                trace.add(row);
                draw(phase, settings, row);
                run.at(phase, training.progress(), text(row.times(unit)));
            }
        }
        run.save(piece, state(training, trace));
        return trace;
    }

    /** What takes long says so before it begins. */
    private void announce(String phase, LearnNeeds needs) {
        if (needs.seconds() > LONG) {
            String steps = Numbers.count(needs.settings().steps().count()) + " steps, about ";
            run.at(phase + " of " + steps + Numbers.seconds(needs.seconds()) + " on one core", 0, "");
        }
    }

    /** A row of the trace for those who watch. */
    private void draw(String phase, TrainingSettings settings, TrainingRow row) {
        TrainingRow shown = row.times(unit);
        double step = (double) row.round() * settings.steps().count() + row.step();
        run.point("profit over step: " + phase, step, shown.profit());
        run.point("loss over step: regret of truth, " + phase, step, shown.regret());
        run.point("loss over step: IR loss, " + phase, step, shown.participation());
    }

    private static String text(TrainingRow row) {
        return "profit " + Numbers.plain(row.profit()) + ", regret " + Numbers.plain(row.regret()) + ", IR loss "
                + Numbers.plain(row.participation());
    }

    private State state(Training training, List<TrainingRow> trace) {
        return new State(trace, training.state(), taken());
    }

    /** Seconds of the processor that the run took, those before it was killed too: tensors are computed on the thread that asks. */
    private double taken() {
        return processor() + processorBefore;
    }

    private static double processor() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }
}
