package org.dynama.cli;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.dynama.study.Progress;
import org.dynama.study.RunDirectory;
import org.dynama.ama.study.RunRecord;
import org.dynama.learned.study.LearnRecord;
import org.dynama.study.sweep.Sweep;
import org.dynama.study.sweep.SweepCell;
import org.dynama.study.sweep.SweepDirectory;
import org.dynama.study.sweep.SweepRow;
import org.dynama.study.sweep.SweepSpec;
import org.dynama.study.sweep.SweepTable;
import org.dynama.ama.view.HtmlReport;
import org.dynama.ama.view.Summary;
import org.dynama.ama.view.SweepMarkdown;
import org.dynama.learned.view.LearnPage;
import org.dynama.learned.view.LearnSummary;
import org.dynama.learned.view.LearnSweep;

/** Says how a sweep goes, a line for each cell and a bar on a terminal, and keeps its pages up to date. */
final class SweepConsole<R> implements Sweep.Listener<R>, AutoCloseable {
    /**
     * How results are shown.
     *
     * @param run writes the page of one cell
     * @param line the result of one cell
     * @param page of all
     * @param markdown of all
     * @param summary of all, for the end; may be empty
     */
    record Show<R>(
            Consumer<RunDirectory> run,
            Function<R, String> line,
            Function<SweepTable<R>, String> page,
            Function<SweepTable<R>, String> markdown,
            Function<SweepTable<R>, String> summary) {
        static final Show<RunRecord> SEARCHES =
                new Show<>(HtmlReport::write, Summary::line, HtmlReport::page, SweepMarkdown::of, table -> "");
        static final Show<LearnRecord> TRAININGS = new Show<>(
                LearnPage::write, LearnSummary::line, LearnSweep::page, LearnSweep::markdown, LearnSweep::text);
    }

    private final Show<R> show;
    private final int cells;
    private final SweepDirectory directory;
    private final int jobs;
    private final boolean quiet;
    private final ConsoleProgress progress = ConsoleProgress.start();
    private final long started = System.nanoTime();
    private int before;

    SweepConsole(Show<R> show, SweepSpec spec, SweepDirectory directory, int jobs, boolean quiet) {
        this.show = show;
        this.cells = spec.cells().size();
        this.directory = directory;
        this.jobs = jobs;
        this.quiet = quiet;
    }

    void begin(SweepTable<R> table) {
        before = table.count(SweepRow.Status.DONE);
        say("Sweep " + table.name() + ": " + cells + (cells == 1 ? " cell" : " cells")
                + (before == 0 ? "." : ", " + before + " of them done before."));
        if (before < cells) {
            say("To go on after an interruption: the same command with --out " + directory.path());
        }
    }

    @Override
    public Progress started(SweepCell cell, int number) {
        boolean bar = Boolean.getBoolean("dynama.terminal") && jobs == 1 && !quiet;
        String name = "cell " + number + " of " + cells + ", ";
        return bar ? (phase, done, text) -> progress.at(name + phase, done, text) : Progress.SILENT;
    }

    @Override
    public void finished(SweepRow<R> row, SweepTable<R> table) {
        progress.close();
        say(line(row, table));
        if (row.record() != null) {
            show.run().accept(directory.cell(row.cell()));
        }
        writePages(table);
    }

    private void writePages(SweepTable<R> table) {
        directory.write(directory.report(), show.page().apply(table));
        directory.write(directory.markdown(), show.markdown().apply(table));
    }

    private String line(SweepRow<R> row, SweepTable<R> table) {
        int failed = table.count(SweepRow.Status.FAILED);
        int ended = table.count(SweepRow.Status.DONE) + failed;
        String what =
                row.record() == null ? "failed: " + row.message() : show.line().apply(row.record());
        double each = (System.nanoTime() - started) / 1e9 / Math.max(1, ended - before);
        String left = ended == cells ? "" : ", about " + time(each * (cells - ended)) + " left";
        return "[" + ended + "/" + cells + left + "] " + row.cell().name() + ": " + what;
    }

    private static String time(double seconds) {
        return seconds < 120
                ? String.format(Locale.ROOT, "%.0f s", Math.ceil(seconds))
                : String.format(Locale.ROOT, "%.0f min", seconds / 60);
    }

    void end(SweepTable<R> table) {
        writePages(table);
        int failed = table.count(SweepRow.Status.FAILED);
        if (failed > 0 || !quiet) {
            System.err.println(table.count(SweepRow.Status.DONE) + " of " + cells + " cells are done"
                    + (failed == 0 ? "." : ", " + failed + " failed; the same command tries them again."));
        }
        String summary = show.summary().apply(table);
        if (!summary.isEmpty()) {
            say(summary);
        }
        say("Table:  " + directory.results());
        say("Report: " + directory.report());
    }

    private void say(String line) {
        if (!quiet) {
            System.err.println(line);
        }
    }

    @Override
    public void close() {
        progress.close();
    }
}
