package org.dynama.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dynama.study.InvalidRunException;
import org.dynama.study.Progress;
import org.dynama.study.RunDirectory;
import org.dynama.ama.study.SmoothingStudy;
import org.dynama.ama.study.Spec;
import org.dynama.model.Reals;
import org.dynama.ama.view.SmoothingFigure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dynama study SPEC}. */
@Command(
        name = "study",
        description = {
            "Shows what entropy does to revenue: VCG and, where it is known, the optimum, softened at each temperature.",
            "Writes smoothing.csv, smoothing.svg and smoothing.png."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: dynama study experiments/smoothing.yaml --out runs/smoothing"})
final class StudyCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "SPEC",
            description = "The experiment, a YAML file; its objective and optimizer are not used.")
    @SuppressWarnings("NullAway.Init")
    Path spec;

    @Option(
            names = "--temperatures",
            paramLabel = "T",
            split = ",",
            defaultValue = "1,0.5,0.2,0.1,0.05,0.02,0.01,0.005,0.002,0.001",
            description = "Temperatures, in units of reward; ${DEFAULT-VALUE} by default.")
    @SuppressWarnings("NullAway.Init")
    double[] temperatures;

    @Mixin
    RunOptions options = new RunOptions();

    @Override
    public Integer call() {
        for (double temperature : temperatures) {
            if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
                throw new InvalidRunException(
                        "--temperatures " + temperature + " must be finite and positive\nMaybe 0.01.");
            }
        }
        Spec wanted = Spec.read(spec, options.overrides());
        SmoothingStudy.require(wanted.environment());
        RunDirectory directory = options.directory(wanted.name());
        List<SmoothingStudy.Row> rows = rows(wanted, directory);
        SmoothingFigure.write(rows, directory);
        if (!options.quiet) {
            System.err.println();
            for (SmoothingStudy.Row row : rows) {
                System.err.println(String.format(
                        Locale.ROOT,
                        "%-8s %-12s temperature %-6s revenue %.4f, %+.4f (%.4f) beside %.4f without entropy",
                        row.mechanism(),
                        row.entropy(),
                        row.temperature(),
                        row.revenue().mean(),
                        row.difference().mean(),
                        row.difference().standardError(),
                        row.hard().mean()));
            }
            System.err.println("Table and figure: " + directory.path());
        }
        if (options.json) {
            System.out.print(SmoothingStudy.json(rows));
        }
        return Main.DONE;
    }

    private List<SmoothingStudy.Row> rows(Spec wanted, RunDirectory directory) {
        Reals each = Reals.of(temperatures);
        if (options.quiet) {
            return SmoothingStudy.run(wanted, each, directory, Progress.SILENT);
        }
        try (ConsoleProgress progress = ConsoleProgress.start()) {
            return SmoothingStudy.run(wanted, each, directory, progress);
        }
    }
}
