package org.dynama.serve;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dynama.study.Headline;
import org.dynama.study.LiveStatus;
import org.dynama.study.catalog.ListedRun;
import org.jspecify.annotations.Nullable;

/**
 * A run in the list, as programs get it; what is not known is null.
 *
 * @param path from the folder that is served, between slashes; its key
 * @param changed an instant in ISO's form
 * @param phase that a run at work is in; null for others
 * @param done share of the phase
 * @param text the latest figure of a run at work
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record RunRow(
        String path,
        String command,
        String name,
        String state,
        @Nullable String quantity,
        @JsonProperty("isMinimized") @Nullable Boolean isMinimized,
        @Nullable Double mean,
        @Nullable Double standardError,
        Map<String, @Nullable Double> marks,
        String says,
        @Nullable Double seconds,
        long bytes,
        String changed,
        @Nullable String phase,
        @Nullable Double done,
        @Nullable String text) {
    static RunRow of(String path, ListedRun run, @Nullable LiveStatus status) {
        Headline headline = run.headline();
        Map<String, @Nullable Double> marks = new LinkedHashMap<>();
        if (headline != null) {
            headline.marks().forEach((name, value) -> marks.put(name, finite(value)));
        }
        return new RunRow(
                path,
                run.command(),
                run.name(),
                run.state().toString(),
                headline == null ? null : headline.quantity(),
                headline == null ? null : (Boolean) headline.isMinimized(),
                headline == null ? null : finite(headline.mean()),
                headline == null ? null : finite(headline.standardError()),
                marks,
                run.says(),
                status == null ? finite(run.seconds()) : finite(status.seconds()),
                run.bytes(),
                run.changed().toString(),
                status == null ? null : status.phase(),
                status == null ? null : finite(status.done()),
                status == null ? null : status.text());
    }

    /** JSON has no other numbers. */
    static @Nullable Double finite(@Nullable Double value) {
        return value == null || !Double.isFinite(value) ? null : value;
    }
}
