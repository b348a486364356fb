package org.dynama.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dynama.file.WholeFile;
import org.dynama.study.Progress;
import org.dynama.study.Studies;
import org.dynama.study.Study;
import org.dynama.study.sweep.Sweep;
import org.dynama.study.sweep.SweepCell;
import org.dynama.study.sweep.SweepFolder;
import org.dynama.study.sweep.SweepRow;
import org.dynama.study.sweep.SweepSpec;
import org.dynama.study.sweep.SweepTable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dynama sweep SPEC}. */
@Command(
        name = "sweep",
        description = {
            "Runs every combination of a spec's lists, each in its own folder, and compares them.",
            "",
            "The spec is one of any study, in which any single value may be a list of values, agents: [2, 3], or a range,"
                    + " {from: 2, to: 5}; zip, exclude and base say which combinations, and seeds how often. The same"
                    + " command with the same --out goes on after an interruption and repeats no finished cell whose"
                    + " spec and files are what they were. The key published names a CSV file of numbers to put beside"
                    + " ours: columns named like keys of the environment say which cells a row is about, every other"
                    + " column holds numbers; vcg and bound are what they say, the others are mechanisms to beat."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: dynama sweep experiments/curry2024/table1.yaml --out runs/table1",
            "Example: dynama sweep experiments/learned-grid.yaml --out runs/learned-grid",
            "Exit status: 0 all cells done, 3 a check of a cell did not hold, 1 a cell failed, 2 your input is at fault."
        })
final class SweepCommand implements Callable<Integer> {
    /** So many cells are named where more are to be run. */
    private static final int SOME = 5;

    private final Studies studies;

    @Parameters(paramLabel = "SPEC", description = "The sweep, a YAML file.")
    @SuppressWarnings("NullAway.Init")
    private Path spec;

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Option(names = "--seed", paramLabel = "N", description = "The seed of all random streams.")
    private @Nullable Long seed;

    @Option(names = "--threads", paramLabel = "N", description = "Threads to use in all; 0 for all cores.")
    private @Nullable Integer threads;

    @Mixin
    private Overrides overrides = new Overrides();

    @Mixin
    private OutOptions options = new OutOptions();

    SweepCommand(Studies studies) {
        this.studies = studies;
    }

    @Override
    public Integer call() {
        engine.check(options.out);
        List<String> all = new ArrayList<>(overrides.all());
        Study<?, ?> study = SweepSpec.read(spec, studies, all).study();
        MechanismOptions.add(study, "--seed", "seed", seed, all);
        MechanismOptions.add(study, "--threads", "threads", engine.perCell(study, threads), all);
        return run(SweepSpec.read(spec, studies, all), all);
    }

    private int run(SweepSpec wanted, List<String> all) {
        Path path = options.path(wanted.name());
        int cells = engine.count(wanted);
        boolean isNew = !Files.exists(path);
        try (SweepFolder folder = engine.open(path, wanted, options.force);
                Listener listener = new Listener(cells, folder)) {
            Sweep sweep = new Sweep(wanted, folder, options.force, listener);
            if (engine.isDry()) {
                System.out.print(sweep.plan(engine.of(wanted, folder, words(path, all))));
                if (isNew) {
                    WholeFile.delete(path);
                }
                return Main.DONE;
            }
            if (engine.isAsking()) {
                return status(sweep);
            }
            SweepTable table;
            if (engine.isCollecting()) {
                table = sweep.collect(engine.isPartial());
            } else {
                listener.begin(sweep.table());
                table = sweep.run(engine.of(wanted, folder, words(path, all)));
            }
            if (table.isComplete()) {
                folder.forgetShards();
            }
            listener.end(table);
            if (options.json) {
                System.out.print(table.table().toJson());
            }
            return !engine.isWhole(table) ? Main.FAILED : table.holds() ? Main.DONE : Main.CHECK_FAILED;
        }
    }

    private static int status(Sweep sweep) {
        List<String> waiting = sweep.look();
        SweepTable table = sweep.table();
        int failed = table.count(SweepRow.Status.FAILED);
        String next = waiting.isEmpty()
                ? ""
                : ", " + waiting.size() + " to be run: "
                        + String.join(", ", waiting.subList(0, Math.min(SOME, waiting.size())))
                        + (waiting.size() > SOME ? ", ..." : "");
        Terminal.say(table.count(SweepRow.Status.DONE) + " of " + table.rows().size() + " cells are done"
                + (failed == 0 ? "" : ", " + failed + " failed") + next + ".");
        for (SweepRow row : table.rows()) {
            if (row.status() == SweepRow.Status.FAILED) {
                Terminal.say(row.cell().name() + ": " + row.message());
            }
        }
        return Main.DONE;
    }

    /** The command line of a process that runs some of the cells. */
    private List<String> words(Path path, List<String> all) {
        List<String> words = new ArrayList<>(List.of("sweep", spec.toString(), "--out", path.toString(), "--quiet"));
        all.forEach(one -> words.addAll(List.of("--set", one)));
        if (options.force) {
            words.add("--force");
        }
        return words;
    }

    /** Says how the sweep goes, a line for each cell and a bar on a terminal. */
    private final class Listener implements Sweep.Listener, AutoCloseable {
        private final int cells;
        private final SweepFolder folder;
        private final ConsoleProgress progress = new ConsoleProgress(false);
        private final long started = System.nanoTime();
        private int before;

        Listener(int cells, SweepFolder folder) {
            this.cells = cells;
            this.folder = folder;
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
            boolean bar = Boolean.getBoolean("dynama.terminal") && engine.isOneByOne() && !options.quiet;
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
            if (failed > 0 || !options.quiet) {
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
            if (!options.quiet) {
                Terminal.say(line);
            }
        }

        @Override
        public void close() {
            progress.close();
        }
    }
}
