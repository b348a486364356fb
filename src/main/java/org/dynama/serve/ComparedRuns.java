package org.dynama.serve;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs side by side, as programs get them.
 *
 * @param skipped those that have no number, each with why
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record ComparedRuns(List<Compared> rows, List<String> skipped) {
    /**
     * One of them.
     *
     * @param differenceToFirst how much more its number is than the first run's; null where the two measure different things
     * @param differenceStandardError of that, as of two estimates of profiles of their own: records hold no single profile's number
     * @param isPaired whether that is of differences profile by profile
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Compared(
            String path,
            String name,
            @Nullable String quantity,
            @Nullable Double mean,
            @Nullable Double standardError,
            Map<String, @Nullable Double> marks,
            @Nullable Double differenceToFirst,
            @Nullable Double differenceStandardError,
            @JsonProperty("isPaired") boolean isPaired) {}

    static ComparedRuns of(List<RunRow> runs) {
        List<String> skipped = new ArrayList<>();
        List<Compared> rows = new ArrayList<>();
        RunRow first = null;
        for (RunRow run : runs) {
            if (run.mean() == null) {
                skipped.add(run.path() + ": " + (run.says().isEmpty() ? "it is " + run.state() : run.says()));
                continue;
            }
            RunRow base = first != null
                            && Objects.equals(first.quantity(), run.quantity())
                            && Objects.equals(first.isMinimized(), run.isMinimized())
                    ? first
                    : null;
            rows.add(new Compared(
                    run.path(),
                    run.name(),
                    run.quantity(),
                    run.mean(),
                    run.standardError(),
                    run.marks(),
                    base == null ? null : difference(base.mean(), run.mean()),
                    base == null ? null : together(base.standardError(), run.standardError()),
                    false));
            first = first == null ? run : first;
        }
        return new ComparedRuns(rows, skipped);
    }

    private static @Nullable Double difference(@Nullable Double first, @Nullable Double mean) {
        return first == null || mean == null ? null : (Double) (mean - first);
    }

    private static @Nullable Double together(@Nullable Double one, @Nullable Double other) {
        return one == null || other == null ? null : (Double) Math.hypot(one, other);
    }
}
