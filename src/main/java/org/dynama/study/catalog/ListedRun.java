package org.dynama.study.catalog;

import java.nio.file.Path;
import java.time.Instant;
import org.dynama.page.Numbers;
import org.dynama.study.Headline;
import org.jspecify.annotations.Nullable;

/**
 * A run, or a sweep with all its cells.
 *
 * @param path of its folder
 * @param command that made it
 * @param name for people
 * @param state how far it is
 * @param headline its number; null where it has none, or none yet
 * @param says what there is to say: how many cells of a sweep are done, or why a folder cannot be read; may be empty
 * @param seconds of wall-clock time; null where it is not known
 * @param bytes of all files in the folder
 * @param changed when its manifest was written last, at the run's begin and at its end
 */
public record ListedRun(
        Path path,
        String command,
        String name,
        RunState state,
        @Nullable Headline headline,
        String says,
        @Nullable Double seconds,
        long bytes,
        Instant changed) {
    /** Whether it has ended, its checks held or not. */
    public boolean isDone() {
        return state == RunState.DONE || state == RunState.FAILED;
    }

    /** What there is to say of it in a few words. */
    public String result() {
        return headline == null
                ? says
                : headline.quantity() + " " + Numbers.estimate(headline.mean(), headline.standardError());
    }
}
