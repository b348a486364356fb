package org.dynama.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.dynama.study.InvalidRunException;
import org.dynama.ama.study.Run;
import org.dynama.study.RunDirectory;
import org.dynama.ama.study.Spec;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dynama search SPEC}. */
@Command(
        name = "search",
        description = "Searches weights and boosts, then evaluates the best mechanism exactly.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: dynama search experiments/sequential-sales.yaml --set environment.agents=5"})
final class SearchCommand implements Callable<Integer> {
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
            throw new InvalidRunException("search needs either a SPEC or --resume DIR\n"
                    + "Maybe dynama search experiments/sequential-sales.yaml");
        }
        RunDirectory directory;
        Spec wanted;
        if (spec != null) {
            wanted = Spec.read(spec, options.overrides());
            directory = options.directory(wanted.name());
        } else {
            if (!options.overrides().isEmpty() || options.out != null) {
                throw new InvalidRunException("--resume goes on with the run as it was: leave out --set, --seed, "
                        + "--device, --threads and --out\nMaybe start a new search with them.");
            }
            directory = RunDirectory.unfinished(Objects.requireNonNull(resume));
            wanted = Spec.read(directory.spec(), List.of());
        }
        return Finish.with(options, directory, progress -> new Run(wanted, directory, progress).search());
    }
}
