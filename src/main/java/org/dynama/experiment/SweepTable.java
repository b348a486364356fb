package org.dynama.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A sweep's results, a row for each cell in the order of the cells; a script's contract.
 *
 * <p>Columns: {@code cell}; a column for each swept key, named by its path; {@code objective} and {@code sense}; the mean
 * and standard error of the mechanism, of VCG on the same profiles and of the difference; {@code bound} and the share of it;
 * {@code published.NAME} for each published column, {@code publishedBest} and {@code beatsBy}; {@code seconds};
 * {@code status}, which is {@code done}, {@code failed} or {@code waiting}; and {@code message}. What is not known is empty
 * in CSV and null in JSON.
 *
 * @param name of the sweep
 */
public record SweepTable(String name, List<SweepRow> rows) {
    public SweepTable {
        rows = List.copyOf(rows);
    }

    /** The paths that were swept, in the order of the file. */
    public List<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        rows.forEach(row -> keys.addAll(row.cell().chosen().keySet()));
        return List.copyOf(keys);
    }

    /** The names of the published columns. */
    public List<String> published() {
        Set<String> columns = new LinkedHashSet<>();
        rows.forEach(row -> columns.addAll(row.cell().published().keySet()));
        return List.copyOf(columns);
    }

    /** Whether every cell is done. */
    public boolean isComplete() {
        return count(SweepRow.Status.DONE) == rows.size();
    }

    /** How many cells are so far. */
    public int count(SweepRow.Status status) {
        return (int) rows.stream().filter(row -> row.status() == status).count();
    }

    /** What a cell has for a swept key, in text; empty where it has nothing there. */
    public static String value(SweepRow row, String path) {
        JsonNode value = valueNode(row, path);
        return value.isContainerNode() ? value.toString().replace("\"", "") : value.asText();
    }

    /** The table as CSV, with its head. */
    public String toCsv() {
        StringBuilder text = new StringBuilder();
        for (ObjectNode row : objects()) {
            List<String> names = new ArrayList<>();
            List<String> cells = new ArrayList<>();
            row.properties().forEach(entry -> {
                JsonNode value = entry.getValue();
                names.add(entry.getKey());
                cells.add(value.isNull() ? "" : value.isContainerNode() ? value.toString() : value.asText());
            });
            text.append(text.isEmpty() ? Csv.line(names) : "").append(Csv.line(cells));
        }
        return text.toString();
    }

    /** The table as one JSON array, an object for each row. */
    public String toJson() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        objects().forEach(array::add);
        return Json.write(array);
    }

    private List<ObjectNode> objects() {
        List<String> keys = keys();
        List<String> columns = published();
        return rows.stream().map(row -> object(row, keys, columns)).toList();
    }

    private static ObjectNode object(SweepRow row, List<String> keys, List<String> columns) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("cell", row.cell().name());
        for (String key : keys) {
            JsonNode value = valueNode(row, key);
            object.set(key, value.isMissingNode() ? JsonNodeFactory.instance.nullNode() : value);
        }
        RunRecord record = row.record();
        RunRecord.Result objective = record == null ? null : record.objective();
        object.put("objective", objective == null ? null : objective.name());
        object.put("sense", objective == null ? null : objective.sense());
        object.put("mean", objective == null ? null : (Double) objective.mean());
        object.put("standardError", objective == null ? null : (Double) objective.standardError());
        putMean(object, "vcg", record == null ? null : record.vcg());
        putMean(object, "difference", record == null ? null : record.difference());
        putBound(object, record == null ? null : record.bound());
        columns.forEach(column ->
                object.put("published." + column, row.cell().published().get(column)));
        if (!columns.isEmpty()) {
            object.put(
                    "publishedBest",
                    row.publishedBest().stream().boxed().findAny().orElse(null));
            object.put("beatsBy", row.beatsBy().stream().boxed().findAny().orElse(null));
        }
        object.put("seconds", record == null ? null : (Double) record.seconds().total());
        object.put("status", row.status().toString());
        return object.put("message", row.message());
    }

    private static void putMean(ObjectNode object, String name, RunRecord.@Nullable Mean mean) {
        object.put(name, mean == null ? null : (Double) mean.mean());
        object.put(name + "StandardError", mean == null ? null : (Double) mean.standardError());
    }

    private static void putBound(ObjectNode object, RunRecord.@Nullable Limit bound) {
        object.put("bound", bound == null ? null : (Double) bound.value());
        object.put("share", bound == null ? null : (Double) bound.share().mean());
        object.put(
                "shareStandardError",
                bound == null ? null : (Double) bound.share().standardError());
    }

    /** Cells of different kinds have different keys; what one has not chosen, it may still have by default. */
    private static JsonNode valueNode(SweepRow row, String path) {
        JsonNode chosen = row.cell().chosen().get(path);
        if (chosen != null) {
            return chosen;
        }
        JsonNode value = row.cell().document().node();
        for (String step : path.split("\\.", -1)) {
            value = value == null ? MissingNode.getInstance() : value.path(step);
        }
        return value;
    }
}
