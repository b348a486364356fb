package org.dynama.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.dynama.config.Json;
import org.dynama.page.Drawings;
import org.dynama.refusal.Refusal;
import org.dynama.study.RunPage;
import org.dynama.study.Studies;
import org.dynama.study.report.Reports;
import org.dynama.study.sweep.SweepFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dynama report RUN...}. */
@Command(
        name = "report",
        description = {
            "Writes one self-contained HTML page for one run or sweep, or for the comparison of several of any kind.",
            "A folder that holds no finished run is named and left out."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: dynama report runs/* --out comparison.html"})
final class ReportCommand implements Callable<Integer> {
    private final Studies studies;

    @Parameters(arity = "1..*", paramLabel = "RUN", description = "Folders of finished runs and of sweeps.")
    @SuppressWarnings("NullAway.Init")
    private List<Path> runs;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The page; report.html in the run's folder by default, comparison.html for several runs.")
    private @Nullable Path out;

    @Option(
            names = "--figures",
            paramLabel = "FORMAT",
            description = "Each figure of the one run in a form for papers, too: pdf, or tikz for LaTeX.")
    private Drawings.@Nullable Paper figures;

    @Option(names = "--quiet", description = "Say nothing.")
    private boolean quiet;

    @Option(names = "--json", description = "Where the page is, on standard output, as one JSON document.")
    private boolean json;

    ReportCommand(Studies studies) {
        this.studies = studies;
    }

    @Override
    public Integer call() {
        if (figures != null && (runs.size() > 1 || SweepFolder.isAt(runs.get(0)))) {
            throw Refusal.of("--figures goes with one run", "Maybe dynama report RUN --figures pdf for each.");
        }
        Reports report = ConsoleProgress.during("report", quiet, () -> Reports.write(studies, runs, out));
        Drawings.Paper paper = figures;
        if (paper != null) {
            int count = ConsoleProgress.during(
                    "figures", quiet, () -> RunPage.writePapers(studies.stored(runs.get(0)), report.page(), paper));
            if (!quiet) {
                Terminal.say(count + (count == 1 ? " figure" : " figures") + " as " + paper + ": "
                        + report.page().resolveSibling("figures"));
            }
        }
        if (!quiet) {
            report.skipped().forEach(why -> Terminal.say("Left out: " + why));
            Terminal.say("Report: " + report.page());
        }
        if (json) {
            System.out.print(
                    Json.write(new TreeMap<>(Map.of("report", report.page().toString(), "skipped", report.skipped()))));
        }
        return Main.DONE;
    }
}
