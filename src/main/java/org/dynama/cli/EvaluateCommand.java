package org.dynama.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.dynama.refusal.Refusal;
import org.dynama.study.Evaluates;
import org.dynama.study.Job;
import org.dynama.study.Parted;
import org.dynama.study.PartsEngine;
import org.dynama.study.Studies;
import org.dynama.study.Study;
import org.dynama.study.engine.Engines;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dynama evaluate MECHANISM}. */
@Command(
        name = "evaluate",
        description =
                "Evaluates a stored mechanism exactly on fresh or given profiles, next to VCG on the same profiles.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: dynama evaluate runs/sequential-sales-20260101-120000 --profiles 100000 --solver dp"})
final class EvaluateCommand implements Callable<Integer> {
    private final Studies studies;

    @Option(
            names = "--profiles",
            paramLabel = "N|FILE",
            description = "How many fresh profiles, 10000 by default; or a .npy file of them, [B, n, d].")
    private @Nullable String profiles;

    @Option(
            names = "--save-profiles",
            paramLabel = "FILE",
            description = "Write the profiles that were used as .npy, [B, n, d].")
    private @Nullable Path saved;

    @Option(
            names = "--solver",
            description = {
                "lp (linear programs), dp (dynamic programming) or auto:",
                "lp, but dp with a proof of each optimum in worlds with cycles of more than 3,000 states."
            })
    private @Nullable String solver;

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            description = {
                "Where parts of the profiles are evaluated: local (the default), or Spark, by scripts/dynama-spark:",
                "the same bits."
            })
    private String engine = "local";

    @Mixin
    private MechanismOptions options = new MechanismOptions();

    EvaluateCommand(Studies studies) {
        this.studies = studies;
    }

    @Override
    public Integer call() {
        Study<?, ?> study = options.study(studies);
        List<String> all = options.overrides(study);
        boolean counted = profiles == null || profiles.matches("-?\\d+");
        MechanismOptions.add(study, "--profiles", "evaluation.profiles", counted ? profiles : null, all);
        MechanismOptions.add(study, "--solver", "evaluation.solver", solver, all);
        Path table = counted || profiles == null ? null : Path.of(profiles);
        Evaluates evaluates = (Evaluates) study;
        options.out.elsewhere = elsewhere(study, table);
        Job<?> job = saved == null
                ? evaluates.evaluation(options.file(), table, all)
                : evaluates.evaluation(options.file(), table, all, saved);
        return options.out.run(job);
    }

    private @Nullable PartsEngine elsewhere(Study<?, ?> study, @Nullable Path table) {
        PartsEngine elsewhere = Engines.of(engine).parts(engine);
        if (elsewhere != null && (table != null || !(study instanceof Parted))) {
            String what = table != null ? "profiles of a file are" : "a mechanism of " + study.name() + " is";
            throw new Refusal("--engine", engine, "does not apply: " + what + " evaluated here", "Maybe leave it out.");
        }
        return elsewhere;
    }
}
