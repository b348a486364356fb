package org.dynama.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.dynama.study.InvalidRunException;
import org.dynama.study.Progress;
import org.dynama.study.RunDirectory;
import org.dynama.learned.study.LearnRecord;
import org.dynama.learned.study.LearnRun;
import org.dynama.learned.study.LearnSpec;
import org.dynama.learned.study.LearnedMechanism;
import org.dynama.learned.view.LearnPage;
import org.dynama.learned.view.LearnSummary;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dynama learn SPEC}. */
@Command(
        name = "learn",
        description = "Trains a dynamic mechanism against reporters who look for profitable lies, then measures both.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: dynama learn experiments/learned-one-period.yaml"})
final class LearnCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "SPEC", description = "The experiment, a YAML file.")
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
            throw new InvalidRunException(
                    "learn needs either a SPEC or --resume DIR\nMaybe dynama learn experiments/learned-one-period.yaml");
        }
        RunDirectory directory;
        LearnSpec wanted;
        if (spec != null) {
            wanted = LearnSpec.read(spec, overrides(options));
            directory = options.directory(wanted.name());
        } else {
            if (!options.overrides().isEmpty() || options.out != null) {
                throw new InvalidRunException("--resume goes on with the run as it was: leave out --set, --seed, "
                        + "--device, --threads and --out\nMaybe start a new training with them.");
            }
            directory = RunDirectory.unfinished(Objects.requireNonNull(resume));
            wanted = LearnSpec.read(directory.spec(), List.of());
        }
        finish(options, directory, progress -> new LearnRun(wanted, directory, progress).learn());
        return Main.DONE;
    }

    /** Learning runs on one processor, in tensors. */
    static List<String> overrides(RunOptions options) {
        if (options.device == org.dynama.solver.Settings.Device.GPU) {
            throw new InvalidRunException("--device gpu is not there for learned mechanisms\nMaybe --device cpu.");
        }
        return options.overrides().stream()
                .filter(override -> !override.startsWith("device=") && !override.startsWith("threads="))
                .toList();
    }

    /** Measures a stored mechanism for {@code evaluate} and {@code audit}. */
    static LearnRecord measure(String command, Path mechanism, List<String> overrides, RunOptions options) {
        LearnedMechanism.Stored stored = LearnedMechanism.read(mechanism, overrides);
        RunDirectory directory = options.directory(stored.spec().name());
        return finish(
                options,
                directory,
                progress -> new LearnRun(stored.spec(), directory, progress).evaluate(command, stored.parameters()));
    }

    private static LearnRecord finish(RunOptions options, RunDirectory directory, Function<Progress, LearnRecord> run) {
        LearnRecord record;
        if (options.quiet) {
            record = run.apply(Progress.SILENT);
        } else {
            try (ConsoleProgress progress = ConsoleProgress.start()) {
                record = run.apply(progress);
            }
        }
        LearnPage.write(directory);
        if (!options.quiet) {
            System.err.println();
            System.err.println(LearnSummary.text(record));
            System.err.println("Report: " + directory.report());
        }
        if (options.json) {
            System.out.print(record.toJson());
        }
        return record;
    }
}
