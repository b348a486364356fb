package org.dynama.cli;

import java.util.Locale;
import org.dynama.experiment.Progress;
import org.dynama.experiment.Sweep;
import org.dynama.experiment.SweepCell;
import org.dynama.experiment.SweepDirectory;
import org.dynama.experiment.SweepRow;
import org.dynama.experiment.SweepSpec;
import org.dynama.experiment.SweepTable;
import org.dynama.report.HtmlReport;
import org.dynama.report.Summary;
import org.dynama.report.SweepMarkdown;

/** Says how a sweep goes, a line for each cell and a bar on a terminal, and keeps its pages up to date. */
final class SweepConsole implements Sweep.Listener, AutoCloseable {
    private final int cells;
    private final SweepDirectory directory;
    private final int jobs;
    private final boolean quiet;
    private final ConsoleProgress progress = ConsoleProgress.start();
    private final long started = System.nanoTime();
    private int before;

    SweepConsole(SweepSpec spec, SweepDirectory directory, int jobs, boolean quiet) {
        this.cells = spec.cells().size();
        this.directory = directory;
        this.jobs = jobs;
        this.quiet = quiet;
    }

    void begin(SweepTable table) {
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
    public void finished(SweepRow row, SweepTable table) {
        progress.close();
        say(line(row, table));
        if (row.record() != null) {
            HtmlReport.write(directory.cell(row.cell()));
        }
        writePages(table);
    }

    private void writePages(SweepTable table) {
        directory.write(directory.report(), HtmlReport.page(table));
        directory.write(directory.markdown(), SweepMarkdown.of(table));
    }

    private String line(SweepRow row, SweepTable table) {
        int failed = table.count(SweepRow.Status.FAILED);
        int ended = table.count(SweepRow.Status.DONE) + failed;
        String what = row.record() == null ? "failed: " + row.message() : Summary.line(row.record());
        double each = (System.nanoTime() - started) / 1e9 / Math.max(1, ended - before);
        String left = ended == cells ? "" : ", about " + time(each * (cells - ended)) + " left";
        return "[" + ended + "/" + cells + left + "] " + row.cell().name() + ": " + what;
    }

    private static String time(double seconds) {
        return seconds < 120
                ? String.format(Locale.ROOT, "%.0f s", Math.ceil(seconds))
                : String.format(Locale.ROOT, "%.0f min", seconds / 60);
    }

    void end(SweepTable table) {
        writePages(table);
        int failed = table.count(SweepRow.Status.FAILED);
        if (failed > 0 || !quiet) {
            System.err.println(table.count(SweepRow.Status.DONE) + " of " + cells + " cells are done"
                    + (failed == 0 ? "." : ", " + failed + " failed; the same command tries them again."));
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
