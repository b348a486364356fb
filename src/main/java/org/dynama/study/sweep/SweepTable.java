package org.dynama.study.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dynama.study.Csv;
import org.dynama.study.Json;

/**
 * A sweep's results, a row for each cell in the order of the cells; a script's contract.
 *
 * <p>Columns: {@code cell}; a column for each swept key, named by its path; those of the kind of cells; {@code status}, which is
 * {@code done}, {@code failed} or {@code waiting}; and {@code message}. What is not known is empty in CSV and null in JSON.
 *
 * @param <R> what a run leaves
 * @param name of the sweep
 * @param kind of its cells
 */
public record SweepTable<R>(String name, CellKind<R> kind, List<SweepRow<R>> rows) {
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
    public static String value(SweepRow<?> row, String path) {
        JsonNode value = valueNode(row, path);
        return value.isContainerNode() ? value.toString().replace("\"", "") : value.asText();
    }

    /** The table as CSV, with its head. */
    public String toCsv() {
        StringBuilder text = new StringBuilder();
        for (ObjectNode row : objects()) {
            List<String> names = new ArrayList<>();
            List<String> values = new ArrayList<>();
            row.properties().forEach(entry -> {
                JsonNode value = entry.getValue();
                names.add(entry.getKey());
                values.add(value.isNull() ? "" : value.isContainerNode() ? value.toString() : value.asText());
            });
            text.append(text.isEmpty() ? Csv.line(names) : "").append(Csv.line(values));
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

    private ObjectNode object(SweepRow<R> row, List<String> keys, List<String> columns) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("cell", row.cell().name());
        for (String key : keys) {
            JsonNode value = valueNode(row, key);
            object.set(key, value.isMissingNode() ? JsonNodeFactory.instance.nullNode() : value);
        }
        kind.putColumns(object, row, columns);
        object.put("status", row.status().toString());
        return object.put("message", row.message());
    }

    /** Cells of different kinds have different keys; what one has not chosen, it may still have by default. */
    private static JsonNode valueNode(SweepRow<?> row, String path) {
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
