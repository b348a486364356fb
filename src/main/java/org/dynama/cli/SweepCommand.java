package org.dynama.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dynama.config.Grid;
import org.dynama.learned.study.LearnCells;
import org.dynama.study.sweep.CellKind;
import org.dynama.ama.study.SearchCells;
import org.dynama.study.sweep.Sweep;
import org.dynama.study.sweep.SweepDirectory;
import org.dynama.study.sweep.SweepSpec;
import org.dynama.study.sweep.SweepTable;
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
            "Any single value may be a list of values: agents: [2, 3]. The same command with the same --out goes on"
                    + " after an interruption and repeats no finished cell. The key published names a CSV file of"
                    + " numbers to put beside ours: columns named like keys of the environment say which cells a row is"
                    + " about, every other column holds numbers; vcg and bound are what they say, the others are"
                    + " mechanisms to beat.",
            "",
            "A spec with the key world is one of learn: training: {step: [0.001, 0.003], alpha: [3, 10]} trains a"
                    + " mechanism for each combination and names the one with the largest profit less what buyers could"
                    + " gain by lying and lose by taking part."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: dynama sweep experiments/curry2024/table1.yaml --out runs/table1",
            "Example: dynama sweep experiments/learned-grid.yaml --out runs/learned-grid",
            "Exit status: 0 all cells done, 1 a cell failed, 2 your input is at fault."
        })
final class SweepCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SPEC", description = "The sweep, a YAML file.")
    @SuppressWarnings("NullAway.Init")
    Path spec;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description =
                    "Cells at a time, which share the threads; 1 by default, which gives each cell all of them, and"
                            + " for trainings, which take turns.")
    int jobs = 1;

    @Mixin
    RunOptions options = new RunOptions();

    @Override
    public Integer call() {
        if (jobs < 1) {
            throw new IllegalArgumentException("--jobs = " + jobs + " must be at least 1\nMaybe --jobs 2.");
        }
        if (!Grid.hasKey(spec, "world", options.set)) {
            return run(new SearchCells(), SweepConsole.Show.SEARCHES, overrides());
        }
        if (jobs > 1) {
            throw new IllegalArgumentException("--jobs = " + jobs + " must be 1 for trainings, which take turns: the"
                    + " engine has one tape for the whole program\nMaybe leave --jobs out.");
        }
        return run(new LearnCells(), SweepConsole.Show.TRAININGS, LearnCommand.overrides(options));
    }

    private <R> int run(CellKind<R> kind, SweepConsole.Show<R> show, List<String> overrides) {
        SweepSpec wanted = SweepSpec.read(spec, kind, overrides);
        try (SweepDirectory directory = SweepDirectory.open(options.path(wanted.name()), wanted, options.force);
                SweepConsole<R> console = new SweepConsole<>(show, wanted, directory, jobs, options.quiet)) {
            Sweep<R> sweep = new Sweep<>(kind, wanted, directory, console);
            console.begin(sweep.table());
            SweepTable<R> table = sweep.run(jobs);
            console.end(table);
            if (options.json) {
                System.out.print(table.toJson());
            }
            return table.isComplete() ? Main.DONE : Main.FAILED;
        }
    }

    /** With several jobs, the threads that are wanted in all are divided among them. */
    private List<String> overrides() {
        List<String> overrides = new ArrayList<>(options.overrides());
        if (jobs > 1) {
            boolean all = options.threads == null || options.threads == 0;
            int threads = all ? Runtime.getRuntime().availableProcessors() : options.threads;
            overrides.add("threads=" + Math.max(1, threads / jobs));
        }
        return overrides;
    }
}
