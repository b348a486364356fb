package org.dynama.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dynama.refusal.Refusal;
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
            "The spec is one of any study, in which any single value may be a list of values: agents: [2, 3]. The same"
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
    private final Studies studies;

    @Parameters(paramLabel = "SPEC", description = "The sweep, a YAML file.")
    @SuppressWarnings("NullAway.Init")
    private Path spec;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "Cells at a time, which share the threads; 1 by default, which gives each cell all of them.")
    private int jobs = 1;

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
        if (jobs < 1) {
            throw new Refusal("--jobs", jobs, "must be at least 1", "Maybe --jobs 2.");
        }
        List<String> all = new ArrayList<>(overrides.all());
        Study<?, ?> study = SweepSpec.read(spec, studies, all).study();
        if (jobs > 1 && !study.isParallel()) {
            throw new Refusal(
                    "--jobs",
                    jobs,
                    "must be 1 for " + study.name()
                            + ", whose runs take turns: the engine has one tape for the whole program",
                    "Maybe leave --jobs out.");
        }
        MechanismOptions.add(study, "--seed", "seed", seed, all);
        MechanismOptions.add(study, "--threads", "threads", perCell(study), all);
        return run(SweepSpec.read(spec, studies, all));
    }

    /** With several jobs, the threads that are wanted in all are divided among them. */
    private @Nullable Integer perCell(Study<?, ?> study) {
        if (jobs == 1 || (threads == null && !study.schema().allows("threads"))) {
            return threads;
        }
        int wanted = threads == null || threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        return Math.max(1, wanted / jobs);
    }

    private int run(SweepSpec wanted) {
        Path path = options.path(wanted.name());
        try (SweepFolder folder = SweepFolder.open(path, wanted, options.force);
                Listener listener = new Listener(wanted.cells().size(), folder)) {
            Sweep sweep = new Sweep(wanted, folder, options.force, listener);
            listener.begin(sweep.table());
            SweepTable table = sweep.run(jobs);
            listener.end(table);
            if (options.json) {
                System.out.print(table.table().toJson());
            }
            return !table.isComplete() ? Main.FAILED : table.holds() ? Main.DONE : Main.CHECK_FAILED;
        }
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
            boolean bar = Boolean.getBoolean("dynama.terminal") && jobs == 1 && !options.quiet;
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
