package org.dynama.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.dynama.refusal.Refusal;
import org.dynama.study.Audits;
import org.dynama.study.Studies;
import org.dynama.study.Study;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
    private final Studies studies;

    @Option(
            names = "--profiles",
            paramLabel = "N|FILE",
            description = "How many profiles of true types, 1000 by default; or a .npy file of them, [B, n, d].")
    private @Nullable String profiles;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Random misreports of each agent in each profile, 8 by default; twice as many steps of"
                    + " ascent follow.")
    private @Nullable Integer rounds;

    @Option(
            names = "--tolerance",
            paramLabel = "SHARE",
            description = "Of a learned mechanism only: share of welfare that lies may gain and taking part may cost,"
                    + " 0.01 by default.")
    private @Nullable Double tolerance;

    @Mixin
    private MechanismOptions options = new MechanismOptions();

    AuditCommand(Studies studies) {
        this.studies = studies;
    }

    @Override
    public Integer call() {
        if (rounds != null && rounds < 0) {
            throw new Refusal("--rounds", rounds, "must not be negative", "Maybe --rounds 8.");
        }
        Study<?, ?> study = options.study(studies);
        if (!(study instanceof Audits audits)) {
            throw Refusal.of(options.file() + " is a mechanism of " + study.name() + ", which has no audit", "");
        }
        List<String> all = options.overrides(study);
        return options.out.run(options.out.read(
                () -> audits.audit(options.file(), new Audits.Effort(profiles, rounds, tolerance), all)));
    }
}
