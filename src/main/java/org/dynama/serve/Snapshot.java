package org.dynama.serve;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * All runs of the folder at one moment.
 *
 * @param generation grows where any run is another than the time before
 * @param runs by path
 */
record Snapshot(long generation, Map<String, RunRow> runs) {
    static final Snapshot NONE = new Snapshot(0, Map.of());

    /** The list as programs get it. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record All(String folder, long generation, List<RunRow> runs) {}

    /** What has changed since the time before. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record News(long generation, List<RunRow> runs, List<String> removed) {}

    All all(Root root) {
        return new All(root.given().toString(), generation, List.copyOf(runs.values()));
    }

    /** The next one: this one itself where nothing has changed. */
    Snapshot next(List<RunRow> rows) {
        Map<String, RunRow> now = new TreeMap<>();
        rows.forEach(row -> now.put(row.path(), row));
        return now.equals(runs) && generation > 0 ? this : new Snapshot(generation + 1, now);
    }

    News since(Snapshot old) {
        List<RunRow> changed = new ArrayList<>();
        for (RunRow row : runs.values()) {
            if (!row.equals(old.runs.get(row.path()))) {
                changed.add(row);
            }
        }
        Set<String> now = runs.keySet();
        List<String> removed = old.runs.keySet().stream()
                .filter(path -> !now.contains(path))
                .toList();
        return new News(generation, changed, removed);
    }
}
