package org.dynama.serve;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dynama.study.Difference;
import org.dynama.study.Headline;
import org.dynama.study.catalog.ListedRun;
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
     * @param differenceStandardError of that
     * @param isPaired whether that is of pairs on the same profiles, not of two independent means
     * @param pairing the same in words, with the reason; empty where there is no difference
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
            @JsonProperty("isPaired") boolean isPaired,
            String pairing) {
        private static Compared of(RunRow run, @Nullable Difference difference) {
            return new Compared(
                    run.path(),
                    run.name(),
                    run.quantity(),
                    run.mean(),
                    run.standardError(),
                    run.marks(),
                    difference == null ? null : RunRow.finite(difference.mean()),
                    difference == null ? null : RunRow.finite(difference.standardError()),
                    difference != null && difference.isPaired(),
                    difference == null ? "" : difference.says());
        }
    }

    static ComparedRuns of(Root root, List<ListedRun> runs) {
        List<String> skipped = new ArrayList<>();
        List<Compared> rows = new ArrayList<>();
        Difference.Measured first = null;
        for (ListedRun run : runs) {
            Headline headline = run.headline();
            RunRow row = RunRow.of(root.name(run.path()), run, null);
            if (headline == null || row.mean() == null) {
                skipped.add(row.path() + ": " + (row.says().isEmpty() ? "it is " + row.state() : row.says()));
                continue;
            }
            Difference.Measured measured = new Difference.Measured(headline, run.path());
            rows.add(Compared.of(row, first == null ? null : Difference.of(first, measured)));
            first = first == null ? measured : first;
        }
        return new ComparedRuns(rows, skipped);
    }
}
