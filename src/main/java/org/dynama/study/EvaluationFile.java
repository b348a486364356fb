package org.dynama.study;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.dynama.config.Json;
import org.dynama.model.BlockSums;
import org.jspecify.annotations.Nullable;

/**
 * What a run leaves of its evaluation as {@code evaluation.json}, so that two runs on the same profiles can be compared pair by
 * pair.
 *
 * @param profiles SHA-256 of the profiles, in hexadecimal: of the same ones it is the same, whoever drew them
 * @param objective the number that runs are compared by, as it is reported, in blocks of consecutive profiles
 */
public record EvaluationFile(String profiles, BlockSums objective) {
    public EvaluationFile {
        Objects.requireNonNull(profiles, "profiles");
        Objects.requireNonNull(objective, "objective");
    }

    /** Its name in a run's folder. */
    static final String NAME = "evaluation.json";

    /** Whether another evaluation was on the same profiles. */
    boolean isOnSame(EvaluationFile other) {
        return profiles.equals(other.profiles) && objective.count() == other.objective.count();
    }

    /** Writes it into a run's folder. */
    public void write(RunFolder folder) {
        folder.write(NAME, Json.write(this));
    }

    /**
     * What a run has left; null for a run of a kind that draws no profiles, or of an earlier version.
     *
     * @throws org.dynama.refusal.Refusal if it is damaged
     */
    public static @Nullable EvaluationFile read(Path run) {
        Path file = run.resolve(NAME);
        return Files.isRegularFile(file) ? Json.read(file, EvaluationFile.class) : null;
    }
}
