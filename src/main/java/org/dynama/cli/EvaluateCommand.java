package org.dynama.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dynama.study.InvalidRunException;
import org.dynama.ama.study.Run;
import org.dynama.study.RunDirectory;
import org.dynama.ama.study.StoredMechanism;
import org.dynama.learned.study.LearnedMechanism;
import org.dynama.ama.table.ProfileTable;
import org.dynama.model.Profiles;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dynama evaluate MECHANISM}. */
@Command(
        name = "evaluate",
        description =
                "Evaluates a stored mechanism exactly on fresh or given profiles, next to VCG on the same profiles.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: dynama evaluate runs/sequential-sales-20260101-120000 --profiles 100000 --solver dp"})
final class EvaluateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MECHANISM", description = "A mechanism.json, or the folder of a run.")
    @SuppressWarnings("NullAway.Init")
    Path mechanism;

    @Option(
            names = "--profiles",
            paramLabel = "N|FILE",
            description = "How many fresh profiles, 10000 by default; or a .npy file of them, [B, n, d].")
    @Nullable
    String profiles;

    @Option(
            names = "--save-profiles",
            paramLabel = "FILE",
            description = "Write the profiles that were used as .npy, [B, n, d].")
    @Nullable
    Path saved;

    @Option(names = "--solver", description = "lp (linear programs, the default) or dp (dynamic programming).")
    @Nullable
    String solver;

    @Mixin
    RunOptions options = new RunOptions();

    @Override
    public Integer call() {
        if (LearnedMechanism.isAt(mechanism)) {
            if (profiles != null || solver != null) {
                throw new InvalidRunException("--profiles and --solver do not apply to learned mechanisms"
                        + "\nMaybe --set evaluation.response=trained, or --set evaluation.starts=N.");
            }
            LearnCommand.measure("evaluate", mechanism, options.overrides(), options);
            return Main.DONE;
        }
        List<String> overrides = new ArrayList<>(options.overrides());
        boolean given = profiles != null && !profiles.matches("-?\\d+");
        if (profiles != null && !given) {
            overrides.add("evaluation.profiles=" + profiles);
        }
        if (solver != null) {
            overrides.add("evaluation.solver=" + solver);
        }
        StoredMechanism stored = StoredMechanism.read(mechanism, overrides);
        Profiles table =
                given ? ProfileTable.read(Path.of(profiles), stored.spec().environment()) : null;
        RunDirectory directory = options.directory(stored.spec().name());
        return Finish.with(options, directory, progress -> {
            Run run = new Run(stored.spec(), directory, progress);
            Profiles used = table == null ? run.profiles() : table;
            if (table != null) {
                ProfileTable.write(directory.profiles(), table);
            }
            if (saved != null) {
                ProfileTable.write(saved, used);
            }
            return run.evaluate(stored.parameters(), used);
        });
    }
}
