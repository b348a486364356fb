package org.dynama.cli;

import java.util.Locale;
import org.dynama.study.Progress;
import org.dynama.study.sweep.Sweep;
import org.dynama.study.sweep.SweepCell;
import org.dynama.study.sweep.SweepFolder;
import org.dynama.study.sweep.SweepRow;
import org.dynama.study.sweep.SweepTable;

/** Says how a sweep goes, a line for each cell and a bar on a terminal. */
final class SweepConsole implements Sweep.Listener, AutoCloseable {
    private final int cells;
    private final SweepFolder folder;
    private final int jobs;
    private final boolean quiet;
    private final ConsoleProgress progress = new ConsoleProgress(false);
    private final long started = System.nanoTime();
    private int before;

    SweepConsole(int cells, SweepFolder folder, int jobs, boolean quiet) {
        this.cells = cells;
        this.folder = folder;
        this.jobs = jobs;
        this.quiet = quiet;
    }

    void begin(SweepTable table) {
        before = table.count(SweepRow.Status.DONE);
        say("Sweep " + table.name() + ": " + cells + (cells == 1 ? " cell" : " cells")
                + (before == 0 ? "." : ", " + before + " of them done before."));
        if (before < cells) {
            say("To go on after an interruption: the same command with --out " + folder.path());
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
        int failed = table.count(SweepRow.Status.FAILED);
        int ended = table.count(SweepRow.Status.DONE) + failed;
        double each = (System.nanoTime() - started) / 1e9 / Math.max(1, ended - before);
        String left = ended == cells ? "" : ", about " + time(each * (cells - ended)) + " left";
        say("[" + ended + "/" + cells + left + "] " + row.cell().name() + ": " + row.line());
    }

    private static String time(double seconds) {
        return seconds < 120
                ? String.format(Locale.ROOT, "%.0f s", Math.ceil(seconds))
                : String.format(Locale.ROOT, "%.0f min", seconds / 60);
    }

    void end(SweepTable table) {
        int failed = table.count(SweepRow.Status.FAILED);
        if (failed > 0 || !quiet) {
            System.err.println(table.count(SweepRow.Status.DONE) + " of " + cells + " cells are done"
                    + (failed == 0 ? "." : ", " + failed + " failed; the same command tries them again."));
        }
        String best = table.best();
        if (!best.isEmpty()) {
            say(best);
        }
        say("Table:  " + folder.results());
        say("Report: " + folder.report());
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
