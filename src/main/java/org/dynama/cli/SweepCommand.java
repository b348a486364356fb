package org.dynama.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dynama.refusal.Refusal;
import org.dynama.study.Studies;
import org.dynama.study.Study;
import org.dynama.study.sweep.Sweep;
import org.dynama.study.sweep.SweepFolder;
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
    Path spec;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "Cells at a time, which share the threads; 1 by default, which gives each cell all of them.")
    int jobs = 1;

    @Option(names = "--seed", paramLabel = "N", description = "The seed of all random streams.")
    @Nullable
    Long seed;

    @Option(names = "--threads", paramLabel = "N", description = "Threads to use in all; 0 for all cores.")
    @Nullable
    Integer threads;

    @Mixin
    Overrides overrides = new Overrides();

    @Mixin
    OutOptions options = new OutOptions();

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
                SweepConsole console = new SweepConsole(wanted.cells().size(), folder, jobs, options.quiet)) {
            Sweep sweep = new Sweep(wanted, folder, options.force, console);
            console.begin(sweep.table());
            SweepTable table = sweep.run(jobs);
            console.end(table);
            if (options.json) {
                System.out.print(table.table().toJson());
            }
            return !table.isComplete() ? Main.FAILED : table.holds() ? Main.DONE : Main.CHECK_FAILED;
        }
    }
}
