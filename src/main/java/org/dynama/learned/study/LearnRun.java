package org.dynama.learned.study;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dynama.config.Json;
import org.dynama.learned.baseline.Baselines;
import org.dynama.learned.exploit.ExactResponse;
import org.dynama.learned.exploit.Exploitability;
import org.dynama.learned.exploit.FirstPeriod;
import org.dynama.learned.exploit.Response;
import org.dynama.learned.exploit.StaticResponse;
import org.dynama.learned.exploit.TrainedResponse;
import org.dynama.learned.network.Copies;
import org.dynama.learned.network.Rebate;
import org.dynama.learned.training.OuterLoop;
import org.dynama.learned.training.Training;
import org.dynama.learned.training.TrainingRow;
import org.dynama.learned.training.TrainingSettings;
import org.dynama.learned.training.TrainingState;
import org.dynama.learned.training.TrainingStopped;
import org.dynama.learned.world.Types;
import org.dynama.learned.world.World;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.page.Numbers;
import org.dynama.refusal.Failure;
import org.dynama.study.Header;
import org.dynama.study.Run;
import org.dynama.study.Soundness;
import org.dynama.study.Table;
import org.jspecify.annotations.Nullable;

/** One run: baselines, training, best responses, record. */
public final class LearnRun {
    /** Rows of the trace that a training leaves. */
    private static final int TRACE_ROWS = 500;

    private final LearnSpec spec;
    /** Of money. All is computed in it, so that a world's numbers do not depend on the currency; what is shown is not. */
    private final double unit;

    private final World world;
    private final TrainingSettings settings;
    private final LearnSpec.Evaluation evaluation;
    private final int width;
    private final Run run;
    private final List<String> notes = new ArrayList<>();
    private double processorBefore = -processor();

    /** A run of a spec. */
    public LearnRun(LearnSpec spec, Run run) {
        this.spec = spec;
        this.run = run;
        unit = spec.world().unit();
        world = spec.world().in(unit);
        settings = spec.settings().over(unit);
        evaluation = spec.keys().evaluation();
        width = spec.settings().width();
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
            for (TrainingRow counted : train(training, "training", settings)) {
                TrainingRow row = counted.times(unit);
                trace.add(row.round(), row.step(), row.target(), row.profit(), row.regret(), row.participation());
            }
            run.folder().write("trace.csv", trace.toCsv());
            if (!training.hasResult()) {
                notes.add("no profit target was accepted: the last training's mechanism is shown");
            }
            return record("learn", training.parameters(), baselines, training.acceptedTarget());
        } catch (TrainingStopped stopped) {
            if (!(stopped.getCause() instanceof TrainingStopped)) {
                store(rebated(training.lastGood()));
            }
            throw stopped;
        }
    }

    /** Measures a stored mechanism. */
    public LearnRecord measure(String command, Reals parameters) {
        return record(command, parameters, baselines(), null);
    }

    private RandomStream fresh(String name) {
        return new RandomStream(spec.keys().evaluationSeed(), name);
    }

    private Baselines baselines() {
        run.at("baselines", 0, "");
        return Baselines.of(world, evaluation.oracle(), fresh("evaluation"));
    }

    /** Copies of a mechanism for one good. */
    private Reals copies(TrainingSettings settings, RandomStream stream, double surplus) {
        notes.add(String.format(
                Locale.ROOT,
                "the mechanism starts from copies of one for one good, trained for %,d steps",
                settings.steps().count()));
        try (Training first = new Training(world.oneGood(), settings, OuterLoop.fixed(), stream, surplus)) {
            return copies(first, settings);
        }
    }

    private Reals copies(Training first, TrainingSettings settings) {
        try {
            train(first, "training for one good", settings);
            return copies(first.parameters());
        } catch (TrainingStopped stopped) {
            store(rebated(copies(first.lastGood())));
            throw new TrainingStopped(stopped);
        }
    }

    private Reals copies(Reals oneGood) {
        return Reals.of(Copies.of(world, width, oneGood.toArray()));
    }

    private Reals rebated(Reals parameters) {
        return evaluation.rebate() > 0 ? Rebate.of(world, width, parameters, evaluation.rebate()) : parameters;
    }

    private void store(Reals parameters) {
        run.folder().write(LearnedMechanism.FILE, Json.write(LearnedMechanism.of(spec, parameters)));
    }

    /** Takes all steps that a training lacks; returns the rows of its trace. */
    private List<TrainingRow> train(Training training, String phase, TrainingSettings settings) {
        String piece = phase.replace(' ', '-');
        List<TrainingRow> trace = new ArrayList<>();
        State old = run.load(piece, State.class);
        if (old != null) {
            training.restore(old.training);
            trace.addAll(old.trace);
            trace.forEach(row -> draw(phase, settings, row));
            processorBefore = old.processor - processor();
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
        return new State(trace, training.state(), processor() + processorBefore);
    }

    private LearnRecord record(String command, Reals trained, Baselines baselines, @Nullable Double target) {
        double training = command.equals("learn") ? run.seconds() : 0;
        Reals parameters = rebated(trained);
        if (evaluation.rebate() > 0) {
            notes.add(String.format(Locale.ROOT, "%.3g %% of every payment is given back", 100 * evaluation.rebate()));
        }
        store(parameters);
        Exploitability found = measured(parameters).times(unit);
        if (!found.isFinite()) {
            throw command.equals("learn")
                    ? TrainingStopped.measured()
                    : new Failure(
                            "the mechanism yields numbers that are not finite",
                            "Maybe learn it anew, with smaller steps (training.step).");
        }
        double tolerance = spec.keys().outer().tolerance();
        boolean accepted = found.exploitability() < tolerance && found.participationLoss() < tolerance;
        String how = command.equals("learn") ? spec.training() : "as stored";
        LearnRecord.Mechanism mechanism = LearnRecord.Mechanism.of(found);
        Soundness soundness = mechanism.soundness(command, evaluation.tolerance());
        double total = run.seconds();
        return new LearnRecord(
                Header.of(command, spec.keys().name(), spec.keys().seed(), soundness),
                new LearnRecord.Setting(
                        spec.world().name(), notes, how, target == null ? null : (Double) (target * unit), accepted),
                mechanism,
                found.agents(),
                baselines.times(unit),
                FirstPeriod.of(world, width, parameters).stream()
                        .map(point -> point.times(unit))
                        .toList(),
                new LearnRecord.Seconds(training, total - training, total, processor() + processorBefore));
    }

    private Exploitability measured(Reals parameters) {
        String phase = "best responses";
        run.at(phase, 0, "");
        return switch (evaluation.response().method(world)) {
            case EXACT -> ExactResponse.of(world, width, parameters);
            case GRID -> StaticResponse.of(world, width, parameters);
            case TRAINED -> {
                if (evaluation.response() == Response.AUTO && world.types() instanceof Types.Discrete) {
                    notes.add("exact best responses need histories that can be enumerated and " + LearnSpec.size(world)
                            + ": trained ones are shown, lower bounds");
                }
                yield TrainedResponse.of(
                        world,
                        settings,
                        parameters,
                        evaluation.effort(),
                        fresh("response"),
                        done -> run.at(phase, done, ""));
            }
        };
    }

    /** Tensors are computed on the thread that asks for them. */
    private static double processor() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }
}
