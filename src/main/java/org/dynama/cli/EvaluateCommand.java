package org.dynama.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dynama.refusal.Refusal;
import org.dynama.study.Evaluates;
import org.dynama.study.Job;
import org.dynama.study.Studies;
import org.dynama.study.Study;
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
    private final Studies studies;

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

    @Option(names = "--seed", paramLabel = "N", description = "The seed of all random streams.")
    @Nullable
    Long seed;

    @Option(names = "--threads", paramLabel = "N", description = "Threads to use; 0 for all cores.")
    @Nullable
    Integer threads;

    @Mixin
    Overrides overrides = new Overrides();

    @Mixin
    OutOptions options = new OutOptions();

    EvaluateCommand(Studies studies) {
        this.studies = studies;
    }

    @Override
    public Integer call() {
        Study<?, ?> study = studies.ofMechanism(mechanism);
        List<String> all = new ArrayList<>(overrides.all());
        boolean given = profiles != null && !profiles.matches("-?\\d+");
        if (profiles != null && !given) {
            add(study, "--profiles", "evaluation.profiles", profiles, all);
        }
        add(study, "--solver", "evaluation.solver", solver, all);
        add(study, "--seed", "seed", seed, all);
        add(study, "--threads", "threads", threads, all);
        Path table = given ? Path.of(profiles) : null;
        Path file = Studies.mechanism(mechanism);
        Evaluates evaluates = (Evaluates) study;
        Job<?> job =
                saved == null ? evaluates.evaluation(file, table, all) : evaluates.evaluation(file, table, all, saved);
        return options.run(job);
    }

    /** An option is short for a key, and applies to mechanisms of studies that have it. */
    static void add(Study<?, ?> study, String option, String key, @Nullable Object value, List<String> overrides) {
        if (value == null) {
            return;
        }
        if (!study.schema().hasPath(key)) {
            throw Refusal.of(
                    option + " does not apply to mechanisms of " + study.name(),
                    "Maybe leave it out; dynama list " + study.name() + " shows what there is to --set.");
        }
        overrides.add(key + "=" + value);
    }
}
