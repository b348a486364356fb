package org.dynama.serve;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dynama.study.Headline;
import org.dynama.study.catalog.Catalog;
import org.dynama.study.catalog.ListedRun;
import org.dynama.study.sweep.CellPlaces;
import org.dynama.study.sweep.SweepCell;
import org.jspecify.annotations.Nullable;

/**
 * A sweep's cells, as programs get them.
 *
 * @param keys that are swept
 * @param quantity that cells are compared by; null before the first is done
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record SweepCells(
        List<String> keys,
        @Nullable String quantity,
        @JsonProperty("isMinimized") boolean isMinimized,
        List<Shown> cells) {
    private static final Set<String> ENDED = Set.of("done", "pruned", "failed");
    private static final String FAILURE = "failure.txt";

    /**
     * One cell.
     *
     * @param status {@code done}, {@code pruned}, {@code failed} where it has no record, {@code running}, {@code stopped}, {@code damaged} or
     *     {@code waiting}
     * @param mean null for one that is pruned as well: it is of fewer iterations
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Shown(
            String name,
            String status,
            Map<String, JsonNode> values,
            @Nullable Double mean,
            @Nullable Double standardError,
            String path) {}

    static SweepCells of(Catalog catalog, Root root, Path sweep) {
        CellPlaces places = catalog.places(sweep);
        Headline first = null;
        List<Shown> shown = new ArrayList<>();
        for (Map.Entry<SweepCell, Path> place : places.latest().entrySet()) {
            SweepCell cell = place.getKey();
            Path folder = place.getValue();
            ListedRun run = catalog.at(folder);
            boolean isPruned = places.isPruned(cell);
            Headline headline = run == null || isPruned ? null : run.headline();
            first = first == null ? headline : first;
            shown.add(new Shown(
                    cell.name(),
                    isPruned ? "pruned" : status(folder, run),
                    cell.values(),
                    headline == null ? null : RunRow.finite(headline.mean()),
                    headline == null ? null : RunRow.finite(headline.standardError()),
                    root.name(folder)));
        }
        List<String> keys = places.latest().keySet().stream()
                .flatMap(cell -> cell.values().keySet().stream())
                .distinct()
                .toList();
        return new SweepCells(
                keys, first == null ? null : first.quantity(), first != null && first.isMinimized(), shown);
    }

    private static String status(Path folder, @Nullable ListedRun run) {
        if (run != null && run.isDone()) {
            return "done";
        }
        boolean hasFailed = Files.isRegularFile(folder.resolve(FAILURE));
        return hasFailed ? "failed" : run == null ? "waiting" : run.state().toString();
    }

    /** The share of the cells that are done or have failed. */
    double share() {
        long ended =
                cells.stream().filter(cell -> ENDED.contains(cell.status())).count();
        return cells.isEmpty() ? 1 : (double) ended / cells.size();
    }
}
