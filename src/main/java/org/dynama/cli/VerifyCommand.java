package org.dynama.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dynama.config.Json;
import org.dynama.refusal.Refusal;
import org.dynama.study.Heartbeat;
import org.dynama.study.Studies;
import org.dynama.study.Verification;
import org.dynama.study.Verifies;
import org.dynama.study.report.ProofCheck;
import org.dynama.study.report.Recheck;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dynama verify FILE...}. */
@Command(
        name = "verify",
        description =
                "Re-checks certificates and announcements in exact arithmetic, without the solver that made them; a run's "
                        + "record is computed again and compared, every number and word.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: dynama verify certificate.json --against announcement.json --reports reports.json",
            "Exit status: 0 everything holds, 3 something does not, 2 a file is malformed."
        })
final class VerifyCommand implements Callable<Integer> {
    /** Of the names that values stand beside. */
    private static final int WIDEST = 40;

    private final Studies studies;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "A certificate, an announcement, or the folder of a finished run or of a sweep.")
    @SuppressWarnings("NullAway.Init")
    private List<Path> files;

    @Option(
            names = "--profiles",
            paramLabel = "N",
            description =
                    "Profiles of a search's run that are proven in exact arithmetic; ${DEFAULT-VALUE} by default.")
    private int profiles = 100;

    @Option(
            names = "--full",
            description = "A second route for all profiles of a search's run, even where that costs more than the run.")
    private boolean full;

    @Option(
            names = "--against",
            paramLabel = "ANNOUNCEMENT",
            description = "A certificate holds only if its environment and mechanism are the announced ones.")
    private @Nullable Path against;

    @Option(
            names = "--reports",
            paramLabel = "FILE",
            description = "With --against: and if its reports are those of this JSON file, which is what quote takes.")
    private @Nullable Path reports;

    @Option(names = "--quiet", description = "No progress and no words; the exit status says it.")
    private boolean quiet;

    @Option(names = "--json", description = "The result on standard output, as one JSON document.")
    private boolean json;

    VerifyCommand(Studies studies) {
        this.studies = studies;
    }

    @Override
    public Integer call() {
        if (profiles < 0) {
            throw new Refusal("--profiles", profiles, "must not be negative", "");
        }
        ProofCheck proofs = new ProofCheck(against, reports);
        List<Verification> all = new ArrayList<>();
        for (Path file : files) {
            List<Verification> found = verify(file, proofs);
            all.addAll(found);
            found.stream().filter(verification -> !quiet).forEach(VerifyCommand::print);
        }
        if (json) {
            System.out.print(Json.write(all));
        }
        return all.stream().allMatch(Verification::holds) ? Main.DONE : Main.CHECK_FAILED;
    }

    private List<Verification> verify(Path file, ProofCheck proofs) {
        try (ConsoleProgress progress = new ConsoleProgress(quiet)) {
            Heartbeat heartbeat = new Heartbeat("reading", progress, System::nanoTime);
            Recheck recheck = new Recheck(studies, new Verifies.Extent(profiles, full), proofs, heartbeat);
            return heartbeat.during(() -> recheck.of(file));
        }
    }

    private static void print(Verification verification) {
        Terminal.say(verification.file() + ": " + verification.kind());
        int longest = verification.about().keySet().stream()
                .mapToInt(String::length)
                .max()
                .orElse(1);
        int width = Math.min(longest, WIDEST);
        verification.about().forEach((name, value) -> Terminal.say(("  %-" + width + "s  %s").formatted(name, value)));
        verification.checks().forEach(check -> Terminal.say("  ok  " + check));
        Terminal.say(verification.holds() ? "holds" : "does not hold: " + verification.failure());
    }
}
