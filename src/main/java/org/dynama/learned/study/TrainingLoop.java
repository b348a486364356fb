package org.dynama.learned.study;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.dynama.learned.training.Starts;
import org.dynama.learned.training.TrainingLook;
import org.dynama.learned.training.TrainingRow;
import org.dynama.learned.training.TrainingSettings;
import org.dynama.page.Numbers;
import org.dynama.study.Run;
import org.dynama.study.Table;

/** Takes the steps of trainings: with checkpoints, a trace, and points for those who watch. */
final class TrainingLoop {
    /** Rows of the trace that a training leaves, besides those of looks. */
    private static final int TRACE_ROWS = 500;

    /** Seconds. */
    private static final double LONG = 60;

    private final Run run;
    private final double unit;
    private final Measuring measuring;
    private double processorBefore = -processor();

    /** @param unit of money that rows are counted in */
    TrainingLoop(Run run, double unit, Measuring measuring) {
        this.run = run;
        this.unit = unit;
        this.measuring = measuring;
    }

    /**
     * What a killed training needs to go on.
     *
     * @param trace kept so far
     * @param processor seconds on processors that the run has taken
     */
    private record State(List<TrainingRow> trace, Starts.State training, double processor) {}

    /** Takes all steps that a training lacks; returns the rows of its trace. */
    List<TrainingRow> train(Starts training, String phase, LearnNeeds needs) {
        TrainingSettings settings = needs.settings();
        String piece = phase.replace(' ', '-');
        List<TrainingRow> trace = new ArrayList<>();
        State old = run.load(piece, State.class);
        if (old != null) {
            training.restore(old.training);
            trace.addAll(old.trace);
            trace.forEach(row -> draw(phase, settings, row));
            processorBefore = old.processor - processor();
        } else if (needs.seconds() > LONG) {
            String steps = Numbers.count(settings.steps().count()) + " steps, about ";
            run.at(phase + " of " + steps + Numbers.seconds(needs.seconds()) + " on one core", 0, "");
        }
        int every = Math.max(1, settings.steps().count() / TRACE_ROWS);
        while (!training.done()) {
            if (run.isDue()) {
                run.save(piece, new State(trace, training.state(), taken()));
            }
            TrainingRow row = training.advance();
            if (row.step() % every == 0 || row.look() != null || training.done()) {
                trace.add(row);
                draw(phase, settings, row);
                run.at(phase, training.progress(), text(row.times(unit)));
            }
        }
        run.save(piece, new State(trace, training.state(), taken()));
        note(training, phase, settings);
        return trace;
    }

    /** A row of the trace for those who watch. */
    private void draw(String phase, TrainingSettings settings, TrainingRow row) {
        TrainingRow shown = row.times(unit);
        String of = row.start() == 0 ? phase : phase + ", start " + (row.start() + 1);
        double step = (double) row.round() * settings.steps().count() + row.step();
        run.point("profit over step: of truth, " + of, step, shown.profit());
        run.point("loss over step: regret of truth, " + of, step, shown.regret());
        run.point("loss over step: IR loss, " + of, step, shown.participation());
        run.point("gradient over step: norm, " + of, step, shown.gradient());
        TrainingLook look = shown.look();
        if (look != null) {
            run.point("profit over step: left, " + of, step, look.left());
            run.point("loss over step: exploitability, " + of, step, look.exploitability());
        }
    }

    private static String text(TrainingRow row) {
        return "profit " + Numbers.plain(row.profit()) + ", regret " + Numbers.plain(row.regret()) + ", IR loss "
                + Numbers.plain(row.participation());
    }

    /** Which start was taken, and which of its networks. */
    private void note(Starts training, String phase, TrainingSettings settings) {
        Starts.Progress at = training.at();
        if (!at.pilots().isEmpty()) {
            String left = at.pilots().stream()
                    .map(best -> Numbers.plain(best.left() * unit))
                    .collect(Collectors.joining(", "));
            measuring.note(phase + ": of " + at.pilots().size() + " starts, which left " + left
                    + " after their pilots, number " + (at.start() + 1) + " went on ("
                    + settings.varied(at.start()).words() + ")");
        }
        int last = training.bestStep();
        if (training.isStale() || last < settings.steps().count()) {
            String ended = training.isStale() ? " ended where profit left rose no more;" : ": of its";
            measuring.note(phase + ended + " " + Numbers.count(settings.steps().count()) + " steps, the network after "
                    + Numbers.count(last) + " is kept, which left most");
        }
    }

    /** The trace as a table. */
    Table table(List<TrainingRow> trace) {
        Table table = new Table(
                "start",
                "round",
                "step",
                "target",
                "profit",
                "regret",
                "participationLoss",
                "gradient",
                "exploitability",
                "profitLeft");
        for (TrainingRow counted : trace) {
            TrainingRow row = counted.times(unit);
            TrainingLook look = row.look();
            table.add(
                    row.start() + 1,
                    row.round(),
                    row.step(),
                    row.target(),
                    row.profit(),
                    row.regret(),
                    row.participation(),
                    row.gradient(),
                    look == null ? null : look.exploitability(),
                    look == null ? null : look.left());
        }
        return table;
    }

    /** Seconds of the processor that the run took, those before it was killed too: tensors are computed on the thread that asks. */
    double taken() {
        return processor() + processorBefore;
    }

    private static double processor() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }
}
