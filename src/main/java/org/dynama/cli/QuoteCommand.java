package org.dynama.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dynama.world.Environment;
import org.dynama.study.InvalidRunException;
import org.dynama.study.Progress;
import org.dynama.study.RunDirectory;
import org.dynama.ama.study.StoredMechanism;
import org.dynama.learned.study.LearnedMechanism;
import org.dynama.ama.quote.Quote;
import org.dynama.ama.quote.QuoteFiles;
import org.dynama.ama.quote.Quoter;
import org.dynama.ama.quote.Reports;
import org.dynama.ama.view.QuoteText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dynama quote MECHANISM --reports FILE}. */
@Command(
        name = "quote",
        description = {
            "Runs a mechanism on real reports: what is done, what each agent pays, and why she pays it.",
            "",
            "One row of reports is a JSON file, {\"a\": [0.4, 1.2], \"b\": [0.9]}; many rows are a .npy file, [B, n, d].",
            "One row writes quote.json and certificate.json, which dynama verify checks; many write quotes.csv and",
            "visits.npy, [B, S, A]."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: dynama quote runs/two-licences --reports reports.json"})
final class QuoteCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MECHANISM", description = "A mechanism.json, or the folder of a run.")
    @SuppressWarnings("NullAway.Init")
    Path mechanism;

    @Option(names = "--reports", paramLabel = "FILE", required = true, description = "What the agents report.")
    @SuppressWarnings("NullAway.Init")
    Path reports;

    @Option(
            names = "--absent",
            paramLabel = "AGENT",
            split = ",",
            description = "An agent who takes no part; repeatable. Nobody else may be missing from the reports.")
    List<String> absent = new ArrayList<>();

    @Mixin
    RunOptions options = new RunOptions();

    @Override
    public Integer call() {
        if (LearnedMechanism.isAt(mechanism)) {
            throw new InvalidRunException(mechanism + " is a learned mechanism, and quote runs affine maximizers"
                    + "\nMaybe dynama audit " + mechanism + ", or the mechanism of a search.");
        }
        StoredMechanism stored = StoredMechanism.read(mechanism, options.overrides());
        Environment environment = stored.spec().environment();
        Reports rows = Reports.read(reports, environment, absent);
        Quoter quoter = new Quoter(environment, stored.parameters(), rows);
        RunDirectory directory = options.directory("quote");
        QuoteFiles files = new QuoteFiles(directory, environment);
        return rows.profiles().count() == 1
                ? one(quoter, files, directory)
                : many(stored, quoter, rows, files, directory);
    }

    private int one(Quoter quoter, QuoteFiles files, RunDirectory directory) {
        Quote quote = files.write(quoter.quote(), quoter.certificate());
        if (!options.quiet) {
            System.err.println(QuoteText.of(quote));
            System.err.println();
            System.err.println("Quote: " + directory.path().resolve("quote.json"));
            if (quote.certificate() != null) {
                System.err.println("Proof: " + quote.certificate() + "; anyone can check it: dynama verify "
                        + quote.certificate());
            }
        }
        if (options.json) {
            System.out.print(QuoteFiles.json(quote));
        }
        return Main.DONE;
    }

    private int many(StoredMechanism stored, Quoter quoter, Reports rows, QuoteFiles files, RunDirectory directory) {
        int count = rows.profiles().count();
        int threads = stored.spec().solver().threads();
        QuoteFiles.Totals totals;
        if (options.quiet) {
            totals = files.writeAll(quoter, count, threads, Progress.SILENT);
        } else {
            try (ConsoleProgress progress = ConsoleProgress.start()) {
                totals = files.writeAll(quoter, count, threads, progress);
            }
            System.err.println(String.format(
                    Locale.ROOT,
                    "%,d rows: mean revenue %.4g, mean welfare %.4g, smallest utility %.3g%s",
                    totals.rows(),
                    totals.revenue(),
                    totals.welfare(),
                    totals.smallestUtility(),
                    totals.outside() == 0
                            ? ""
                            : String.format(
                                    Locale.ROOT,
                                    "\n%,d rows have a report outside what the environment declares; they are used.",
                                    totals.outside())));
            System.err.println("Quotes: " + directory.path().resolve("quotes.csv"));
        }
        if (options.json) {
            System.out.print(totals.toJson());
        }
        return Main.DONE;
    }
}
