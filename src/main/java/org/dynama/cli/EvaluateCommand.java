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

    @Mixin
    private PartsOption parts = new PartsOption();

    @Option(names = "--resume", paramLabel = "DIR", description = "Go on with an evaluation that was killed.")
    private @Nullable Path resume;

    @Mixin
    private MechanismOptions options = new MechanismOptions();

    EvaluateCommand(Studies studies) {
        this.studies = studies;
    }

    @Override
    public Integer call() {
        if (resume != null) {
            return goOn(resume);
        }
        Study<?, ?> study = options.study(studies);
        List<String> all = options.overrides(study);
        boolean counted = profiles == null || profiles.matches("-?\\d+");
        MechanismOptions.add(study, "--profiles", "evaluation.profiles", counted ? profiles : null, all);
        MechanismOptions.add(study, "--solver", "evaluation.solver", solver, all);
        Path table = counted || profiles == null ? null : Path.of(profiles);
        Evaluates evaluates = (Evaluates) study;
        options.out.elsewhere = elsewhere(study, table);
        return options.out.run(options.out.read(() -> job(evaluates, table, all)));
    }

    private Job<?> job(Evaluates evaluates, @Nullable Path table, List<String> all) {
        return saved == null
                ? evaluates.evaluation(options.file(), table, all)
                : evaluates.evaluation(options.file(), table, all, saved);
    }

    private int goOn(Path killed) {
        if (!options.isBare() || profiles != null || solver != null || saved != null) {
            throw Refusal.of(
                    "--resume goes on with the evaluation as it was: leave out all that changes it, and --out and --force",
                    "Maybe start a new one with them.");
        }
        Study<?, ?> study = studies.ofMechanism(killed);
        options.out.elsewhere = elsewhere(study, null);
        return options.out.finish(runner -> runner.resumeEvaluation(study, killed));
    }

    private @Nullable PartsEngine elsewhere(Study<?, ?> study, @Nullable Path table) {
        PartsEngine elsewhere = parts.engine();
        if (elsewhere != null && (table != null || !(study instanceof Parted))) {
            String what = table != null ? "profiles of a file are" : "a mechanism of " + study.name() + " is";
            throw new Refusal(
                    "--engine", parts.name(), "does not apply: " + what + " evaluated here", "Maybe leave it out.");
        }
        return elsewhere;
    }
}
