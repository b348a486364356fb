package org.dynama.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.dynama.study.InvalidRunException;
import org.dynama.study.Progress;
import org.dynama.study.RunDirectory;
import org.dynama.online.study.OnlineRecord;
import org.dynama.online.study.OnlineRun;
import org.dynama.online.study.OnlineSpec;
import org.dynama.online.view.OnlineReport;
import org.dynama.online.view.OnlineSummary;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dynama online SPEC}. */
@Command(
        name = "online",
        description = {
            "Simulates online dynamic VCG: mechanisms that learn a market while they allocate in it.",
            "",
            "A spec is of kind bandit (VCG-Learn: values do not change) or mdp (IHMDP-VCG: the market moves and never",
            "restarts). Every seed's curves stand in curves.csv as they come; report.html has the pictures."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: dynama online experiments/online-bandit.yaml --set seeds=200",
            "Exit status: 0 done, 2 your input is at fault, 3 a check did not hold, 1 anything else."
        })
final class OnlineCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "SPEC", description = "The simulation, a YAML file.")
    @Nullable
    Path spec;

    @Option(names = "--resume", paramLabel = "DIR", description = "Go on with a run that was killed.")
    @Nullable
    Path resume;

    @Mixin
    RunOptions options = new RunOptions();

    @Override
    public Integer call() {
        if ((spec == null) == (resume == null)) {
            throw new InvalidRunException("online needs either a SPEC or --resume DIR\n"
                    + "Maybe dynama online experiments/online-bandit.yaml");
        }
        OnlineSpec wanted;
        RunDirectory directory;
        if (spec != null) {
            wanted = OnlineSpec.read(spec, options.overrides());
            directory = options.directory(wanted.name());
        } else {
            if (!options.overrides().isEmpty() || options.out != null) {
                throw new InvalidRunException("--resume goes on with the run as it was: leave out --set, --seed, "
                        + "--device, --threads and --out\nMaybe start a new run with them.");
            }
            directory = RunDirectory.unfinished(Objects.requireNonNull(resume));
            wanted = OnlineSpec.read(directory.spec(), List.of());
        }
        OnlineRecord record = run(wanted, directory);
        OnlineReport.write(directory, null);
        if (!options.quiet) {
            System.err.println();
            System.err.println(OnlineSummary.text(record));
            System.err.println("Report: " + directory.report());
        }
        if (options.json) {
            System.out.print(record.toJson());
        }
        return record.checks().isEmpty() ? Main.DONE : Main.CHECK_FAILED;
    }

    private OnlineRecord run(OnlineSpec wanted, RunDirectory directory) {
        if (options.quiet) {
            return new OnlineRun(wanted, directory, Progress.SILENT).run(resume != null);
        }
        try (ConsoleProgress progress = ConsoleProgress.start()) {
            return new OnlineRun(wanted, directory, progress).run(resume != null);
        }
    }
}
