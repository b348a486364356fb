package org.dynama.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.dynama.study.RunDirectory;
import org.dynama.online.study.OnlineRun;
import org.dynama.ama.view.HtmlReport;
import org.dynama.learned.view.LearnPage;
import org.dynama.online.view.OnlineReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dynama report RUN...}. */
@Command(
        name = "report",
        description = "Writes one self-contained HTML page for one run, or for the comparison of several.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: dynama report runs/* --out comparison.html"})
final class ReportCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "RUN", description = "Folders of finished runs.")
    @SuppressWarnings("NullAway.Init")
    List<Path> runs;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The page; report.html in the run's folder by default, comparison.html for several runs.")
    @Nullable
    Path out;

    @Option(names = "--quiet", description = "Say nothing.")
    boolean quiet;

    @Option(names = "--json", description = "Where the page is, on standard output, as one JSON document.")
    boolean json;

    @Override
    public Integer call() {
        List<RunDirectory> directories =
                runs.stream().map(RunDirectory::existing).toList();
        Path page = directories.size() == 1 ? page(directories.get(0)) : HtmlReport.write(directories, out);
        if (!quiet) {
            System.err.println("Report: " + page);
        }
        if (json) {
            System.out.print(HtmlReport.json(page));
        }
        return Main.DONE;
    }

    private Path page(RunDirectory run) {
        if (OnlineRun.isOnline(run)) {
            return OnlineReport.write(run, out);
        }
        if (LearnPage.isFor(run)) {
            return LearnPage.write(run, out != null ? out : run.report());
        }
        return HtmlReport.write(List.of(run), out);
    }
}
