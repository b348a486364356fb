package org.dynama.study;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A study whose mechanisms can be searched for profitable lies and losses of the truthful: the command {@code audit}. */
public interface Audits extends Evaluates {
    /**
     * How hard to look; null for what the study does by itself.
     *
     * @param profiles how many profiles, or a {@code .npy} file of them
     * @param rounds random misreports of each agent in each profile
     * @param tolerance share of welfare that lies may gain and taking part may cost
     */
    record Effort(
            @Nullable String profiles,
            @Nullable Integer rounds,
            @Nullable Double tolerance) {}

    /**
     * An audit, whose record's soundness is the verdict.
     *
     * @throws org.dynama.refusal.Refusal if the mechanism is damaged, or an option does not apply
     */
    Job<?> audit(Path mechanism, Effort effort, List<String> overrides);
}
