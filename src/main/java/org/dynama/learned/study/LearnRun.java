package org.dynama.learned.study;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dynama.config.Json;
import org.dynama.learned.exploit.ExactResponse;
import org.dynama.learned.exploit.Exploitability;
import org.dynama.learned.exploit.FirstPeriod;
import org.dynama.learned.exploit.StaticResponse;
import org.dynama.learned.exploit.TrainedResponse;
import org.dynama.learned.history.Histories;
import org.dynama.learned.network.Copies;
import org.dynama.learned.network.Rebate;
import org.dynama.learned.training.OuterLoop;
import org.dynama.learned.training.Training;
import org.dynama.learned.training.TrainingRow;
import org.dynama.learned.training.TrainingSettings;
import org.dynama.learned.training.TrainingStopped;
import org.dynama.learned.world.Types;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.study.InvalidRunException;
import org.dynama.study.Progress;
import org.dynama.study.RunDirectory;
import org.dynama.study.Versions;
import org.jspecify.annotations.Nullable;

/** One run of a learned mechanism: yardsticks, training, best responses, record. */
public final class LearnRun {
    private static final double CHECKPOINT_SECONDS = 5;
    /** Rows of the trace that a training leaves. */
    private static final int TRACE_ROWS = 500;

    private final LearnSpec spec;
    private final RunDirectory directory;
    private final Progress progress;
    private final double checkpointSeconds;
    private final List<String> notes = new ArrayList<>();
    private long started = System.nanoTime();
    private double processorBefore = -processor();

    /** A run of a spec into a folder. */
    public LearnRun(LearnSpec spec, RunDirectory directory, Progress progress) {
        this(spec, directory, progress, CHECKPOINT_SECONDS);
    }

    LearnRun(LearnSpec spec, RunDirectory directory, Progress progress, double checkpointSeconds) {
        this.spec = spec;
        this.directory = directory;
        this.progress = progress;
        this.checkpointSeconds = checkpointSeconds;
    }

    /**
     * Trains, or goes on where a checkpoint stands, then measures the mechanism and writes the run's files.
     *
     * @throws TrainingStopped if the training meets a number that is not finite; the last good checkpoint stays
     * @throws InvalidRunException if a checkpoint is damaged, of another version or of another spec
     */
    public LearnRecord learn() {
        directory.write(directory.spec(), spec.yaml());
        LearnRecord.Yardsticks yardsticks = yardsticks();
        Reals parameters;
        Double target = null;
        double trained;
        try (Training training = new Training(
                spec.world(),
                spec.settings(),
                spec.outer(),
                new RandomStream(spec.seed(), "learn"),
                surplus(yardsticks))) {
            copyOneGood(training, surplus(yardsticks));
            train(training);
            if (!training.hasResult()) {
                notes.add("no profit target was accepted: the last training's mechanism is shown");
            } else if (spec.outer().kind() == OuterLoop.Kind.BISECTION) {
                target = training.state().outer().low();
            }
            parameters = rebated(training.parameters());
            trained = seconds();
        }
        directory.write(directory.mechanism(), Json.write(LearnedMechanism.of(spec, parameters)));
        LearnRecord record = record("learn", parameters, yardsticks, target, trained);
        directory.deleteCheckpoint();
        return record;
    }

    /** Measures a stored mechanism and writes the run's files. */
    public LearnRecord evaluate(String command, Reals parameters) {
        directory.write(directory.spec(), spec.yaml());
        LearnRecord.Yardsticks yardsticks = yardsticks();
        Reals measured = rebated(parameters);
        directory.write(directory.mechanism(), Json.write(LearnedMechanism.of(spec, measured)));
        return record(command, measured, yardsticks, null, 0);
    }

    private Reals rebated(Reals parameters) {
        if (spec.rebate() == 0) {
            return parameters;
        }
        notes.add(String.format(Locale.ROOT, "%.3g %% of every payment is given back", 100 * spec.rebate()));
        return Rebate.of(spec.world(), spec.settings().width(), parameters, spec.rebate());
    }

    private LearnRecord.Yardsticks yardsticks() {
        progress.at("yardsticks", 0, "");
        return Yardsticks.of(spec);
    }

    /** The largest welfare, or what no welfare exceeds. */
    private double surplus(LearnRecord.Yardsticks yardsticks) {
        Double known = yardsticks.surplus();
        return known != null
                ? known
                : spec.world().types().high()
                        * spec.world().goods()
                        * spec.world().periods();
    }

    /** Has a training start from copies of a mechanism for one good, where the spec says so. */
    private void copyOneGood(Training training, double surplus) {
        TrainingSettings settings = spec.oneGood();
        if (settings == null) {
            return;
        }
        notes.add(String.format(
                Locale.ROOT,
                "the mechanism starts from copies of one for one good, trained for %,d steps",
                settings.steps().count()));
        if (Files.exists(checkpointFile())) {
            return;
        }
        RandomStream stream = new RandomStream(spec.seed(), "learn").child("one good");
        try (Training first = new Training(spec.world().oneGood(), settings, OuterLoop.fixed(), stream, surplus)) {
            int every = Math.max(1, settings.steps().count() / TRACE_ROWS);
            while (!first.done()) {
                TrainingRow row = first.advance();
                if (row.step() % every == 0) {
                    progress.at("training for one good", first.progress(), text(row));
                }
            }
            double[] parameters = first.parameters().toArray();
            training.startFrom(Reals.of(Copies.of(spec.world(), spec.settings().width(), parameters)));
        } catch (TrainingStopped stopped) {
            throw new TrainingStopped(stopped);
        }
    }

    private void train(Training training) {
        List<TrainingRow> trace = new ArrayList<>();
        resume(training, trace);
        int every = Math.max(1, spec.settings().steps().count() / TRACE_ROWS);
        double saved = Double.NEGATIVE_INFINITY;
        while (!training.done()) {
            if (seconds() - saved >= checkpointSeconds) {
                checkpoint(training, trace);
                saved = seconds();
            }
            TrainingRow row = training.advance();
            if (row.step() % every == 0 || row.step() == spec.settings().steps().count() - 1) {
                trace.add(row);
                progress.at("training", training.progress(), text(row));
            }
        }
        checkpoint(training, trace);
        directory.write(directory.trace(), LearnTrace.csv(trace));
    }

    private static String text(TrainingRow row) {
        return String.format(
                Locale.ROOT, "profit %.4f, regret %.4f, IR loss %.4f", row.profit(), row.regret(), row.participation());
    }

    private Path checkpointFile() {
        return directory.path().resolve("checkpoint").resolve("learn.json");
    }

    private void checkpoint(Training training, List<TrainingRow> trace) {
        LearnCheckpoint state =
                LearnCheckpoint.of(spec.yaml(), seconds(), processor() + processorBefore, trace, training.state());
        directory.write(checkpointFile(), Json.write(state));
    }

    private void resume(Training training, List<TrainingRow> trace) {
        if (!Files.exists(checkpointFile())) {
            return;
        }
        LearnCheckpoint old = LearnCheckpoint.read(checkpointFile(), spec);
        training.restore(old.state());
        trace.addAll(old.trace());
        started -= (long) (1e9 * old.seconds());
        processorBefore += old.processor();
    }

    private LearnRecord record(
            String command,
            Reals parameters,
            LearnRecord.Yardsticks yardsticks,
            @Nullable Double target,
            double trained) {
        Exploitability measured = measured(parameters);
        LearnRecord record = new LearnRecord(
                LearnRecord.SCHEMA,
                command,
                spec.name(),
                spec.world().name(),
                List.copyOf(notes),
                spec.seed(),
                command.equals("learn") ? training() : "as stored",
                target,
                new LearnRecord.Mechanism(
                        measured.profit(),
                        measured.profitError(),
                        measured.welfare(),
                        measured.exploitability(),
                        measured.method().text(),
                        measured.participationLoss(),
                        measured.profitSubtracted(),
                        measured.profitLeft(),
                        measured.profitRefunded()),
                measured.agents().stream().map(this::buyer).toList(),
                yardsticks,
                FirstPeriod.of(spec.world(), spec.settings().width(), parameters).stream()
                        .map(point -> new LearnRecord.Point(point.report(), point.allocation(), point.payment()))
                        .toList(),
                new LearnRecord.Seconds(trained, seconds() - trained, seconds(), processor() + processorBefore),
                Versions.all());
        directory.write(directory.result(), Json.write(record));
        return record;
    }

    private Exploitability measured(Reals parameters) {
        boolean exact = Histories.countable(spec.world()) && spec.response() != LearnSpec.Response.TRAINED;
        if (exact) {
            progress.at("exact best responses", 0, "");
            return ExactResponse.of(spec.world(), spec.settings().width(), parameters);
        }
        if (StaticResponse.fits(spec.world()) && spec.response() == LearnSpec.Response.AUTO) {
            return StaticResponse.of(spec.world(), spec.settings().width(), parameters);
        }
        if (spec.response() == LearnSpec.Response.AUTO && spec.world().types() instanceof Types.Discrete) {
            notes.add("exact best responses need histories that can be enumerated and " + LearnSpec.size(spec.world())
                    + ": trained ones are shown, lower bounds");
        }
        return TrainedResponse.of(
                spec.world(),
                spec.settings(),
                parameters,
                spec.effort(),
                new RandomStream(spec.seed(), "response"),
                done -> progress.at("fresh best responses", done, ""));
    }

    private LearnRecord.Buyer buyer(Exploitability.AgentUtilities agent) {
        int count = agent.distribution().size();
        List<Double> types = new ArrayList<>();
        for (int q = 0; q < count; q++) {
            types.add(Yardsticks.firstType(spec.world(), q, count));
        }
        return new LearnRecord.Buyer(types, list(agent.distribution()), list(agent.truth()), list(agent.best()));
    }

    private static List<Double> list(Reals reals) {
        return reals.stream().boxed().toList();
    }

    private String training() {
        return String.format(
                        Locale.ROOT,
                        "%s, %,d steps, %s reporters, alpha %s, beta %s",
                        spec.outer().kind(),
                        spec.settings().steps().count(),
                        spec.settings().lies().reporters(),
                        spec.settings().losses().alpha(),
                        spec.settings().losses().beta())
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
    }

    private double seconds() {
        return (System.nanoTime() - started) / 1e9;
    }

    /** Tensors are computed on the thread that asks for them. */
    private static double processor() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }
}
