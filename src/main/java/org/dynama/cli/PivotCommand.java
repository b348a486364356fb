package org.dynama.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dynama.study.Json;
import org.dynama.study.Progress;
import org.dynama.study.RunDirectory;
import org.dynama.pivot.study.PivotRecord;
import org.dynama.pivot.study.PivotRun;
import org.dynama.pivot.study.PivotSpec;
import org.dynama.pivot.view.PivotPage;
import org.dynama.pivot.view.PivotSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code dynama pivot SPEC}. */
@Command(
        name = "pivot",
        description = {
            "Computes the dynamic pivot mechanism of a random allocation space, checks every promise of it at every period,"
                    + " public state, profile and misreport, and simulates seasons.",
            "",
            "Writes result.json, values.csv (values and transfers) and report.html. Status 3 means that a check that must"
                    + " hold does not; what an unsatisfied assumption leaves open is reported, with its margin, at status 0."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: dynama pivot experiments/pivot-brewery.yaml --set environment.periods=6"})
final class PivotCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SPEC", description = "The random allocation space, a YAML file.")
    @SuppressWarnings("NullAway.Init")
    Path spec;

    @Mixin
    RunOptions options = new RunOptions();

    @Override
    public Integer call() {
        PivotSpec wanted = PivotSpec.read(spec, options.overrides());
        RunDirectory directory = options.directory(wanted.name());
        PivotRecord record = run(wanted, directory);
        PivotPage.write(record, directory);
        if (!options.quiet) {
            System.err.println();
            System.err.println(PivotSummary.text(record));
            System.err.println("Report: " + directory.report());
        }
        if (options.json) {
            System.out.print(Json.write(record));
        }
        return record.holds() ? Main.DONE : Main.CHECK_FAILED;
    }

    private PivotRecord run(PivotSpec wanted, RunDirectory directory) {
        if (options.quiet) {
            return new PivotRun(wanted, directory, Progress.SILENT).run();
        }
        try (ConsoleProgress progress = ConsoleProgress.start()) {
            return new PivotRun(wanted, directory, progress).run();
        }
    }
}
