package org.dynama.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dynama.refusal.Refusal;
import org.dynama.study.Quotes;
import org.dynama.study.Studies;
import org.dynama.study.Study;
import org.jspecify.annotations.Nullable;
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
            "visits.npy, [B, S, A], or [B, P] where a state lacks an action; of an average reward also passages.npy, the way to",
            "where a run settles.",
            "",
            "For a pivot mechanism reports are a season's, period by period: a JSON file,",
            "{\"periods\": [{\"state\": \"idle\", \"draw\": \"clear\", \"reports\": {\"a\": \"high\", \"b\": \"low\"}}]}, or a .csv file with",
            "a column for each agent. Public states and draws that are not given are drawn. It writes quote.json, season.csv",
            "and, where the world is small enough for fractions, certificate.json."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: dynama quote runs/two-licences --reports reports.json"})
final class QuoteCommand implements Callable<Integer> {
    private final Studies studies;

    @Parameters(paramLabel = "MECHANISM", description = "A mechanism.json, or the folder of a run.")
    @SuppressWarnings("NullAway.Init")
    private Path mechanism;

    @Option(names = "--reports", paramLabel = "FILE", required = true, description = "What the agents report.")
    @SuppressWarnings("NullAway.Init")
    private Path reports;

    @Option(
            names = "--absent",
            paramLabel = "AGENT",
            split = ",",
            description = "An agent who takes no part; repeatable. Nobody else may be missing from the reports.")
    private List<String> absent = new ArrayList<>();

    @Option(names = "--threads", paramLabel = "N", description = "Threads to use for many rows; 0 for all cores.")
    private @Nullable Integer threads;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The seed of draws and public states of a season that are not given; 1 by default.")
    private @Nullable Long seed;

    @Mixin
    private OutOptions options = new OutOptions();

    QuoteCommand(Studies studies) {
        this.studies = studies;
    }

    @Override
    public Integer call() {
        Study<?, ?> study = studies.ofMechanism(mechanism);
        if (!(study instanceof Quotes quotes)) {
            throw Refusal.of(
                    mechanism + " is a mechanism of " + study.name() + ", and no single reports can be quoted for it",
                    "Maybe dynama audit " + mechanism + ", or the mechanism of a search.");
        }
        if (seed != null && !quotes.drawsInQuotes()) {
            throw Refusal.of(
                    "--seed does not apply to " + mechanism + ", a mechanism of " + study.name() + ": nothing is drawn",
                    "Maybe leave it out.");
        }
        List<String> all = new ArrayList<>();
        MechanismOptions.add(study, "--seed", "seed", seed, all);
        MechanismOptions.add(study, "--threads", "threads", threads, all);
        return options.run(options.read(() -> quotes.quote(Studies.mechanism(mechanism), reports, absent, all)));
    }
}
