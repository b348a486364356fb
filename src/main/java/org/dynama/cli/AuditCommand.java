package org.dynama.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dynama.environment.Environment;
import org.dynama.experiment.Progress;
import org.dynama.experiment.StoredMechanism;
import org.dynama.experiment.inspection.AuditRecord;
import org.dynama.experiment.table.ProfileTable;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dynama audit MECHANISM}. */
@Command(
        name = "audit",
        description = {
            "Looks for profitable misreports and negative utilities: random misreports, each agent's extreme types",
            "(all of them where they are finitely many), and ascents from the best lie found, in every profile."
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

    @Mixin
    RunOptions options = new RunOptions();

    @Override
    public Integer call() {
        if (rounds < 0) {
            throw new IllegalArgumentException("--rounds = " + rounds + " must not be negative\nMaybe --rounds 8.");
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
