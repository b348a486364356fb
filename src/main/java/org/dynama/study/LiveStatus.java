package org.dynama.study;

import java.nio.file.Path;
import org.dynama.config.Json;
import org.dynama.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * How far a run at work is, as {@code checkpoint/status.json} holds it: for those who watch, never for the run itself.
 *
 * @param phase what is done at the moment
 * @param done share of the phase, in [0, 1]
 * @param text the latest figure, for people; may be empty
 * @param seconds that the run had taken then
 */
public record LiveStatus(String phase, double done, String text, double seconds) {
    static final String FILE = "status.json";

    /** That of a run's folder; null where it has none, as before its first word and after its end. */
    public static @Nullable LiveStatus read(Path run) {
        try {
            return Json.read(run.resolve(Checkpoint.FOLDER).resolve(FILE), LiveStatus.class);
        } catch (Refusal gone) {
            return null;
        }
    }
}
