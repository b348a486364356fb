package org.dynama.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dynama.refusal.Refusal;
import org.dynama.study.Progress;
import org.dynama.study.sweep.Halving;
import org.dynama.study.sweep.Sweep;
import org.dynama.study.sweep.SweepCell;
import org.dynama.study.sweep.SweepFolder;
import org.dynama.study.sweep.SweepRow;
import org.dynama.study.sweep.SweepSpec;
import org.dynama.study.sweep.SweepTable;
import org.jspecify.annotations.Nullable;

/** A sweep that is pruned: rung after rung, each a sweep for whichever engine, and the table of all. */
record RungWork(EngineOptions engine, OutOptions options, SweepWork work, SweepSpec wanted, Path path) {
    /** @param rung null for all */
    int run(@Nullable Integer rung) {
        Halving halving = new Halving(wanted);
        if (rung != null) {
            if (rung < 1 || rung > halving.rungs()) {
                throw new Refusal("--rung", rung, "must be between 1 and " + halving.rungs(), "Maybe --rung 1.");
            }
            return work.ended(one(halving, rung, before(halving, rung)));
        }
        engine.requireNoShard();
        if (engine.isAsking() || engine.isDry()) {
            asked(halving);
            return Main.DONE;
        }
        return work.ended(all(halving));
    }

    private @Nullable SweepTable one(Halving halving, int rung, List<SweepTable> before) {
        return work.run(
                halving.rung(rung, before),
                Halving.folder(path, rung),
                halving.title(rung),
                List.of("--rung", Integer.toString(rung)));
    }

    private SweepTable all(Halving halving) {
        try (SweepFolder folder = SweepFolder.open(path, wanted, options.force)) {
            List<SweepTable> known = new ArrayList<>();
            boolean isEnded = true;
            for (int rung = 1; rung <= halving.rungs() && isEnded; rung++) {
                SweepTable table = one(halving, rung, known);
                if (table == null) {
                    break;
                }
                known.add(table);
                folder.write(halving.table(known), halving.work(known));
                isEnded = table.count(SweepRow.Status.WAITING) == 0;
            }
            SweepTable table = halving.table(known);
            if (!options.quiet) {
                Terminal.say(table.count(SweepRow.Status.DONE) + " of "
                        + table.rows().size() + " cells are done, "
                        + table.count(SweepRow.Status.PRUNED) + " pruned, "
                        + table.count(SweepRow.Status.FAILED) + " failed.");
                Terminal.say(halving.work(known));
                String best = table.best();
                if (!best.isEmpty()) {
                    Terminal.say(best);
                }
                Terminal.say("Table:  " + folder.results());
                Terminal.say("Report: " + folder.report());
            }
            return table;
        }
    }

    /** Says how far the rungs are that have begun, or what the next one would run. */
    private void asked(Halving halving) {
        List<SweepTable> known = new ArrayList<>();
        for (int rung = 1; rung <= halving.rungs(); rung++) {
            boolean hasBegun = SweepFolder.isAt(Halving.folder(path, rung));
            if (hasBegun && engine.isAsking()) {
                one(halving, rung, known);
            }
            SweepTable table = hasBegun ? seen(halving, rung, known) : null;
            if (table == null || table.count(SweepRow.Status.WAITING) > 0) {
                if (engine.isDry()) {
                    one(halving, rung, known);
                } else if (!hasBegun) {
                    Terminal.say(halving.title(rung) + ": to be run.");
                }
                return;
            }
            known.add(table);
        }
    }

    /** The tables of the rungs before one, which must have ended. */
    private List<SweepTable> before(Halving halving, int rung) {
        List<SweepTable> known = new ArrayList<>();
        for (int k = 1; k < rung; k++) {
            boolean hasBegun = Files.exists(Halving.folder(path, k));
            SweepTable table = hasBegun ? seen(halving, k, known) : null;
            if (table == null || table.count(SweepRow.Status.WAITING) > 0) {
                throw new Refusal(
                        "--rung",
                        rung,
                        "needs rung " + k + ", of which "
                                + (table == null ? "all" : "" + table.count(SweepRow.Status.WAITING))
                                + " cells are missing in " + path,
                        "Maybe --rung " + k + " first.");
            }
            known.add(table);
        }
        return known;
    }

    private SweepTable seen(Halving halving, int rung, List<SweepTable> before) {
        SweepSpec spec = halving.rung(rung, before);
        Sweep sweep = new Sweep(spec, SweepFolder.look(Halving.folder(path, rung), spec), false, new Unheard());
        sweep.look();
        return sweep.table();
    }

    /** Of a sweep that is only looked at. */
    private static final class Unheard implements Sweep.Listener {
        @Override
        public Progress started(SweepCell cell, int number) {
            return Progress.SILENT;
        }

        @Override
        public void finished(SweepRow row, SweepTable table) {}
    }
}
