package org.dynama.cli;

import java.util.Map;
import java.util.TreeMap;
import org.dynama.study.Progress;
import org.dynama.study.sweep.Sweep;
import org.dynama.study.sweep.SweepCell;
import org.dynama.study.sweep.SweepFolder;
import org.dynama.study.sweep.SweepRow;
import org.dynama.study.sweep.SweepTable;

/** Says how the sweep goes, a line for each cell and a bar on a terminal. */
final class SweepListener implements Sweep.Listener, AutoCloseable {
    private final int cells;
    private final SweepFolder folder;
    private final boolean isOneByOne;
    private final boolean isQuiet;
    private final boolean isRung;
    private final ConsoleProgress progress = new ConsoleProgress(false);
    private final long started = System.nanoTime();
    private int before;

    /** @param isRung whether it is a part of a sweep, which says itself how it ends */
    SweepListener(int cells, SweepFolder folder, boolean isOneByOne, boolean isQuiet, boolean isRung) {
        this.cells = cells;
        this.folder = folder;
        this.isOneByOne = isOneByOne;
        this.isQuiet = isQuiet;
        this.isRung = isRung;
    }

    void begin(SweepTable table) {
        before = table.count(SweepRow.Status.DONE);
        say("Sweep " + table.name() + ": " + cells + (cells == 1 ? " cell" : " cells")
                + (before == 0 ? "." : ", " + before + " of them done before."));
        if (before < cells && !isRung) {
            say("To go on after an interruption: the same command with --out " + folder.path());
        }
    }

    @Override
    public Progress started(SweepCell cell, int number) {
        boolean bar = Boolean.getBoolean("dynama.terminal") && isOneByOne && !isQuiet;
        String name = "cell " + number + " of " + cells + ", ";
        return bar ? (phase, done, text) -> progress.at(name + phase, done, text) : Progress.SILENT;
    }

    @Override
    public void finished(SweepRow row, SweepTable table) {
        progress.close();
        int failed = table.count(SweepRow.Status.FAILED);
        int ended = table.count(SweepRow.Status.DONE) + failed;
        double each = (System.nanoTime() - started) / 1e9 / Math.max(1, ended - before);
        String left = Remaining.text(each * (cells - ended));
        if (Terminal.isLog()) {
            String status = row.status().toString();
            Map<String, Object> fields =
                    new TreeMap<>(Map.of("cell", row.cell().name(), "status", status, "text", row.line()));
            fields.putAll(Map.of("ended", ended, "cells", cells, "secondsLeft", each * (cells - ended)));
            Terminal.log("cell", fields);
        } else {
            say("[" + ended + "/" + cells + left + "] " + row.cell().name() + ": " + row.line());
        }
    }

    void end(SweepTable table) {
        if (isRung && folder.isWhole()) {
            return;
        }
        int failed = table.count(SweepRow.Status.FAILED);
        if (failed > 0 || !isQuiet) {
            Terminal.say(table.count(SweepRow.Status.DONE) + " of " + cells + " cells are done"
                    + (failed == 0 ? "." : ", " + failed + " failed; the same command tries them again."));
        }
        if (!folder.isWhole()) {
            say("When all shards are done: the same command with --collect in the place of --shard.");
            return;
        }
        String best = table.best();
        if (!best.isEmpty()) {
            say(best);
        }
        say("Table:  " + folder.results());
        say("Report: " + folder.report());
    }

    private void say(String line) {
        if (!isQuiet) {
            Terminal.say(line);
        }
    }

    @Override
    public void close() {
        progress.close();
    }
}
