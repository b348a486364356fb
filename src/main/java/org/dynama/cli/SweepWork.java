package org.dynama.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dynama.file.WholeFile;
import org.dynama.study.sweep.Sweep;
import org.dynama.study.sweep.SweepFolder;
import org.dynama.study.sweep.SweepRow;
import org.dynama.study.sweep.SweepSpec;
import org.dynama.study.sweep.SweepTable;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a sweep, or of a rung of it: its cells run, its shards collected, or how far it is.
 *
 * @param words the command line of a process that runs some of the cells
 */
record SweepWork(EngineOptions engine, OutOptions options, List<String> words) {
    /** So many cells are named where more are to be run. */
    private static final int SOME = 5;

    /**
     * Does it.
     *
     * @param title of a rung; empty for a whole sweep
     * @param more words for processes
     * @return null where nothing was to be run
     */
    @Nullable
    SweepTable run(SweepSpec wanted, Path path, String title, List<String> more) {
        List<String> command = new ArrayList<>(words);
        command.addAll(more);
        int cells = engine.count(wanted);
        boolean isRung = !title.isEmpty();
        boolean isNew = !Files.exists(path);
        // A rung's cells follow from the rungs before it: others there are left over.
        try (SweepFolder folder = engine.open(path, wanted, options.force || isRung);
                SweepListener listener = new SweepListener(cells, folder, engine.isOneByOne(), options.quiet, isRung)) {
            Sweep sweep = new Sweep(wanted, folder, options.force, listener);
            if (engine.isDry()) {
                System.out.print(sweep.plan(engine.of(wanted, folder, command)));
                if (isNew) {
                    WholeFile.delete(path);
                }
                return null;
            }
            if (engine.isAsking()) {
                status(title, sweep);
                return null;
            }
            if (isRung && !options.quiet) {
                Terminal.say(title + ".");
            }
            SweepTable table;
            if (engine.isCollecting()) {
                table = sweep.collect(engine.isPartial());
            } else {
                listener.begin(sweep.table());
                table = sweep.run(engine.of(wanted, folder, command));
            }
            if (table.isComplete()) {
                folder.forgetShards();
            }
            listener.end(table);
            return table;
        }
    }

    /** The exit status, and the table for programs. */
    int ended(@Nullable SweepTable table) {
        if (table == null) {
            return Main.DONE;
        }
        if (options.json) {
            System.out.print(table.table().toJson());
        }
        return !engine.isWhole(table) ? Main.FAILED : table.holds() ? Main.DONE : Main.CHECK_FAILED;
    }

    private static void status(String title, Sweep sweep) {
        List<String> waiting = sweep.look();
        SweepTable table = sweep.table();
        int failed = table.count(SweepRow.Status.FAILED);
        String next = waiting.isEmpty()
                ? ""
                : ", " + waiting.size() + " to be run: "
                        + String.join(", ", waiting.subList(0, Math.min(SOME, waiting.size())))
                        + (waiting.size() > SOME ? ", ..." : "");
        Terminal.say((title.isEmpty() ? "" : title + ": ") + table.count(SweepRow.Status.DONE) + " of "
                + table.rows().size() + " cells are done" + (failed == 0 ? "" : ", " + failed + " failed") + next
                + ".");
        for (SweepRow row : table.rows()) {
            if (row.status() == SweepRow.Status.FAILED) {
                Terminal.say(row.cell().name() + ": " + row.message());
            }
        }
    }
}
