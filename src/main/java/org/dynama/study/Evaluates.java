package org.dynama.study;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.dynama.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** A study whose mechanisms can be evaluated again: the command {@code evaluate}. */
public interface Evaluates {
    /** The command. */
    String COMMAND = "evaluate";

    /** Whether a {@code mechanism.json} is one of this study. */
    boolean stores(JsonNode mechanism);

    /**
     * An evaluation.
     *
     * @param mechanism its {@code mechanism.json}
     * @param profiles true types, a {@code .npy} file; null to draw fresh ones
     * @param overrides {@code path=value} each, of the study's spec
     * @throws org.dynama.refusal.Refusal if the mechanism is damaged, or an option does not apply
     */
    Job<?> evaluation(Path mechanism, @Nullable Path profiles, List<String> overrides);

    /**
     * An evaluation that also writes the profiles that it uses to a file, {@code [B, n, d]}.
     *
     * @throws org.dynama.refusal.Refusal as {@link #evaluation(Path, Path, List)}
     */
    default Job<?> evaluation(Path mechanism, @Nullable Path profiles, List<String> overrides, Path saved) {
        throw Refusal.of("--save-profiles does not apply to " + mechanism, "Maybe leave it out.");
    }
}
