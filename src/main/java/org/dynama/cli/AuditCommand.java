package org.dynama.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dynama.world.Environment;
import org.dynama.study.InvalidRunException;
import org.dynama.study.Progress;
import org.dynama.ama.study.StoredMechanism;
import org.dynama.ama.inspection.AuditRecord;
import org.dynama.learned.study.LearnRecord;
import org.dynama.learned.study.LearnedMechanism;
import org.dynama.ama.table.ProfileTable;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dynama audit MECHANISM}. */
@Command(
        name = "audit",
        description = {
            "Looks for profitable misreports and negative utilities: random misreports, each agent's extreme types",
            "(all of them where they are finitely many), and ascents from the best lie found, in every profile.",
            "Of a learned mechanism: best responses to it, exact ones where histories can be enumerated."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: dynama audit runs/two-licences --profiles 5000",
            "Exit status: 0 nothing was found, 3 a lie pays or a truthful agent loses, 2 your input is at fault."
        })
final class AuditCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MECHANISM", description = "A mechanism.json, or the folder of a run.")
    @SuppressWarnings("NullAway.Init")
    Path mechanism;

    @Option(
            names = "--profiles",
            paramLabel = "N|FILE",
            defaultValue = "1000",
            description =
                    "How many profiles of true types; or a .npy file of them, [B, n, d]. ${DEFAULT-VALUE} by default.")
    @SuppressWarnings("NullAway.Init")
    String profiles;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "8",
            description = "Random misreports of each agent in each profile; twice as many steps of ascent follow."
                    + " ${DEFAULT-VALUE} by default.")
    int rounds;

    @Option(
            names = "--tolerance",
            paramLabel = "SHARE",
            defaultValue = "0.01",
            description = "Of a learned mechanism only: share of welfare that lies may gain and taking part may cost."
                    + " ${DEFAULT-VALUE} by default.")
    double tolerance;

    @Mixin
    RunOptions options = new RunOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec command;

    @Override
    public Integer call() {
        if (rounds < 0) {
            throw new IllegalArgumentException("--rounds = " + rounds + " must not be negative\nMaybe --rounds 8.");
        }
        if (LearnedMechanism.isAt(mechanism)) {
            return learned();
        }
        if (given("--tolerance")) {
            throw new InvalidRunException(
                    "--tolerance is for learned mechanisms: an affine maximizer is held to rounding"
                            + "\nMaybe leave it out.");
        }
        StoredMechanism stored = StoredMechanism.read(mechanism, options.overrides());
        Environment environment = stored.spec().environment();
        Profiles truth = profiles.matches("\\d{1,9}") && Integer.parseInt(profiles) > 0
                ? Profiles.draw(
                        environment.agents(),
                        new RandomStream(stored.spec().seed(), "audit/truth"),
                        0,
                        Integer.parseInt(profiles))
                : ProfileTable.read(Path.of(profiles), environment);
        AuditRecord record;
        if (options.quiet) {
            record = AuditRecord.of(stored, truth, rounds, Progress.SILENT);
        } else {
            try (ConsoleProgress progress = ConsoleProgress.start()) {
                record = AuditRecord.of(stored, truth, rounds, progress);
            }
            System.err.println(text(record));
        }
        if (options.json) {
            System.out.print(record.toJson());
        }
        return record.holds() ? Main.DONE : Main.CHECK_FAILED;
    }

    private boolean given(String option) {
        return command.commandLine().getParseResult().hasMatchedOption(option);
    }

    private int learned() {
        if (given("--profiles") || given("--rounds")) {
            throw new InvalidRunException("--profiles and --rounds do not apply to learned mechanisms"
                    + "\nMaybe --tolerance SHARE, or --set evaluation.response=trained.");
        }
        LearnRecord.Mechanism found = LearnCommand.measure("audit", mechanism, options.overrides(), options)
                .mechanism();
        double lies = found.exploitability() / found.welfare();
        double losses = found.participationLoss() / found.welfare();
        boolean holds = lies <= tolerance && losses <= tolerance;
        if (!options.quiet) {
            System.err.printf(
                    Locale.ROOT,
                    "Lies gain %.3g of welfare, and taking part costs %.3g of it: %s the tolerance of %s.%n",
                    lies,
                    losses,
                    holds ? "both are within" : "more than",
                    tolerance);
        }
        return holds ? Main.DONE : Main.CHECK_FAILED;
    }

    private static String text(AuditRecord record) {
        String gain = String.format(
                Locale.ROOT,
                "%s: %,d misreports in %,d profiles, the best gains %.3g",
                record.environment(),
                record.misreports(),
                record.profiles(),
                record.largestGain());
        String utility = String.format(
                Locale.ROOT, "the smallest utility of a truthful agent is %.3g", record.smallestUtility());
        if (record.holds()) {
            return gain + ";\n" + utility + ". Nothing was found.";
        }
        return gain + ": " + told(record.lie()) + ";\n" + utility + ": " + told(record.loss())
                + ".\nSomething was found.";
    }

    private static String told(AuditRecord.Case found) {
        return found.agent() + " reports " + found.report() + " where the types are " + found.types();
    }
}
