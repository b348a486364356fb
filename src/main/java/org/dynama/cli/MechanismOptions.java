package org.dynama.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dynama.refusal.Refusal;
import org.dynama.study.Studies;
import org.dynama.study.Study;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What commands that draw profiles for a stored mechanism have. Options are short for keys of the mechanism's study, and refused without. */
final class MechanismOptions {
    @Parameters(arity = "0..1", paramLabel = "MECHANISM", description = "A mechanism.json, or the folder of a run.")
    private @Nullable Path mechanism;

    @Option(names = "--seed", paramLabel = "N", description = "The seed of all random streams.")
    private @Nullable Long seed;

    @Option(names = "--threads", paramLabel = "N", description = "Threads to use; 0 for all cores.")
    private @Nullable Integer threads;

    @Mixin
    private Overrides overrides = new Overrides();

    @Mixin
    OutOptions out = new OutOptions();

    /** What was named. */
    private Path named() {
        if (mechanism == null) {
            throw Refusal.of("Missing required parameter: 'MECHANISM'", "Maybe the folder of a run.");
        }
        return mechanism;
    }

    /** Whether nothing was said of a new run: neither a mechanism nor what changes it. */
    boolean isBare() {
        return mechanism == null
                && seed == null
                && threads == null
                && overrides.all().isEmpty()
                && out.out == null
                && !out.force;
    }

    /** The file of the mechanism. */
    Path file() {
        return Studies.mechanism(named());
    }

    /** The study whose mechanism it is. */
    Study<?, ?> study(Studies studies) {
        return studies.ofMechanism(named());
    }

    /** All that was set, as {@code path=value}. */
    List<String> overrides(Study<?, ?> study) {
        List<String> all = new ArrayList<>(overrides.all());
        add(study, "--seed", "seed", seed, all);
        add(study, "--threads", "threads", threads, all);
        return all;
    }

    /** An option is short for a key, and applies to mechanisms of studies that have it. */
    static void add(Study<?, ?> study, String option, String key, @Nullable Object value, List<String> overrides) {
        if (value == null) {
            return;
        }
        if (!study.schema().hasPath(key)) {
            throw Refusal.of(
                    option + " does not apply to " + study.name(),
                    "Maybe leave it out; dynama list " + study.name() + " shows what there is to --set.");
        }
        overrides.add(key + "=" + value);
    }
}
