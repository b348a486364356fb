package org.dynama.study.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.config.Combinations;
import org.dynama.config.Fault;
import org.dynama.config.Faults;
import org.dynama.study.Csv;
import org.dynama.study.Table;

/**
 * Numbers that others have published, to put beside ours: a CSV file.
 *
 * <p>A column named like a key of the environment ({@code agents}), or by path ({@code optimizer.kind}), says which cells
 * its row is about; an empty entry fits every cell. Every other column holds numbers: {@code vcg} that of VCG, {@code bound}
 * a bound, and any other that of a mechanism.
 */
final class Published {
    /** Columns that are no mechanism to beat. */
    static final List<String> NO_RIVALS = List.of("vcg", "bound");

    private final String source;
    private final List<String> keys = new ArrayList<>();
    private final List<String> columns = new ArrayList<>();
    private final List<Table.Row> rows = new ArrayList<>();
    private final Faults faults;

    private Published(String source, Faults faults) {
        this.source = source;
        this.faults = faults;
    }

    /** The published numbers of each cell, in the order of the cells; faults are added, and the result is then of no use. */
    static List<Map<String, Double>> of(Path file, Combinations grid, Faults faults) {
        Published published = new Published(file.toString(), faults);
        List<JsonNode> cells =
                grid.cells().stream().map(cell -> cell.document().node()).toList();
        try {
            published.read(Files.readAllLines(file), cells);
        } catch (IOException exception) {
            String rule = "cannot be read: " + file + (Files.exists(file) ? " is no text in UTF-8" : " is not there");
            faults.add(grid.own().fault("published", rule, "The path is relative to the sweep's file."));
        }
        return cells.stream().map(published::numbers).toList();
    }

    private void read(List<String> lines, List<JsonNode> cells) {
        List<String> head = lines.isEmpty() ? List.of() : Csv.cells(lines.get(0));
        for (String column : head) {
            boolean isKey = cells.stream().anyMatch(cell -> !value(cell, column).isMissingNode());
            (isKey ? keys : columns).add(column);
        }
        if (keys.isEmpty() || columns.isEmpty()) {
            add(1, "", "", "must begin with a line that names keys of the environment and columns of numbers");
        }
        for (int at = 1; at < lines.size(); at++) {
            List<String> entries = Csv.cells(lines.get(at));
            if (lines.get(at).isBlank()) {
                continue;
            } else if (entries.size() != head.size()) {
                add(at + 1, "", "", "has " + entries.size() + " entries and must have " + head.size());
                continue;
            }
            Table.Row row = new Table.Row(Path.of(source), at + 1, Csv.row(head, entries));
            check(row);
            rows.add(row);
        }
    }

    private void check(Table.Row row) {
        for (String column : columns) {
            String entry = row.text(column);
            if (!entry.isEmpty() && !isNumber(entry)) {
                add(row.line(), column, entry, "must be a number, because " + column + " is no key of the environment");
            }
        }
    }

    private Map<String, Double> numbers(JsonNode cell) {
        List<Table.Row> fitting = rows.stream().filter(row -> fits(row, cell)).toList();
        if (fitting.size() > 1) {
            int first = fitting.get(0).line();
            add(fitting.get(1).line(), "", "", "is about the same cell as line " + first);
        }
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (String column : fitting.isEmpty() || !faults.isEmpty() ? List.<String>of() : columns) {
            String entry = fitting.get(0).text(column);
            if (!entry.isEmpty()) {
                numbers.put(column, Double.valueOf(entry));
            }
        }
        return numbers;
    }

    private boolean fits(Table.Row row, JsonNode cell) {
        return keys.stream()
                .allMatch(key -> row.text(key).isEmpty()
                        || same(row.text(key), value(cell, key).asText()));
    }

    /** What a cell has at a key of its environment, or at a path. */
    private static JsonNode value(JsonNode cell, String key) {
        JsonNode value = cell.path("environment").path(key);
        boolean isPath = value.isMissingNode() && !NO_RIVALS.contains(key);
        return isPath ? cell.at("/" + key.replace('.', '/')) : value;
    }

    private static boolean same(String published, String ours) {
        return published.equals(ours)
                || (isNumber(published)
                        && isNumber(ours)
                        && new BigDecimal(published).compareTo(new BigDecimal(ours)) == 0);
    }

    private static boolean isNumber(String text) {
        try {
            return Double.isFinite(new BigDecimal(text).doubleValue());
        } catch (NumberFormatException exception) {
            return false;
        }
    }

    private void add(int line, String column, String entry, String rule) {
        faults.add(new Fault(source, line, column, entry, rule, ""));
    }
}
