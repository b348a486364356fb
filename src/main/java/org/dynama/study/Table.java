package org.dynama.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dynama.config.Json;
import org.dynama.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** Rows of named columns, as CSV and as JSON; columns come in the order in which rows first name them. */
public final class Table {
    private final Set<String> columns = new LinkedHashSet<>();
    private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();

    /** A table with some columns to begin with; rows may name more. */
    public Table(String... columns) {
        Collections.addAll(this.columns, columns);
    }

    /** Adds a row: a value for each column that was named at first, in order. */
    public Table add(@Nullable Object... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(
                    "values = " + values.length + " must be one for each of " + columns.size() + " columns");
        }
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        int at = 0;
        for (String column : columns) {
            row.put(column, values[at++]);
        }
        rows.add(row);
        return this;
    }

    /** Adds a row by names; a value may be a number, a text, a truth, JSON, or null where it is not known. */
    public Table add(Map<String, ? extends @Nullable Object> row) {
        columns.addAll(row.keySet());
        rows.add(new LinkedHashMap<>(row));
        return this;
    }

    /** The names of the columns. */
    public List<String> columns() {
        return List.copyOf(columns);
    }

    /** The table as CSV with its head; what is not known is empty. */
    public String toCsv() {
        return lines(columns, rows.stream()).collect(Collectors.joining());
    }

    /** Writes the table as CSV. */
    public void write(Writer out) throws IOException {
        write(out, columns, rows.stream());
    }

    /** Writes rows that are too many to be held as CSV, each as it comes; what a row does not name is empty. */
    public static void write(Writer out, Set<String> columns, Stream<Map<String, @Nullable Object>> rows)
            throws IOException {
        try {
            // An iterator of streams within streams would hold each of them whole.
            lines(columns, rows).forEachOrdered(line -> {
                try {
                    out.write(line);
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    private static Stream<String> lines(Set<String> columns, Stream<Map<String, @Nullable Object>> rows) {
        Stream<String> body = rows.map(row ->
                Csv.line(columns.stream().map(column -> cell(row.get(column))).toList()));
        return Stream.concat(Stream.of(Csv.line(List.copyOf(columns))), body);
    }

    private static String cell(@Nullable Object value) {
        if (value instanceof JsonNode node) {
            return node.isNull() ? "" : node.isContainerNode() ? node.toString() : node.asText();
        }
        return value == null ? "" : value.toString();
    }

    /** The table as one JSON array, an object for each row; what is not known is null. */
    public String toJson() {
        return Json.write(json());
    }

    /** The same as a tree. */
    public ArrayNode json() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Map<String, @Nullable Object> row : rows) {
            ObjectNode object = array.addObject();
            columns.forEach(column -> object.set(column, Json.MAPPER.valueToTree(row.get(column))));
        }
        return array;
    }

    /** One row of a table that was read back. */
    public record Row(Path file, int line, Map<String, String> cells) {
        /** A cell's text; empty where the column is. */
        public String text(String column) {
            return cells.getOrDefault(column, "");
        }

        /** A cell's number. */
        public double number(String column) {
            try {
                return Double.parseDouble(text(column));
            } catch (NumberFormatException exception) {
                String place = file + ":" + line + ": " + column;
                throw new Refusal(place, text(column), "must be a number", "Maybe run the command again.");
            }
        }

        /** A cell's whole number. */
        public int whole(String column) {
            double number = number(column);
            if (number != (int) number) {
                throw new Refusal(
                        file + ":" + line + ": " + column,
                        text(column),
                        "must be a whole number",
                        "Maybe run the command again.");
            }
            return (int) number;
        }
    }

    /**
     * The rows of a CSV file; none where there is no file.
     *
     * @throws Refusal if it cannot be read, or a row has another number of cells than the head
     */
    public static List<Row> read(Path file) {
        List<String> lines;
        try {
            lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException exception) {
            throw Refusal.of(file + " is damaged: " + exception.getMessage(), "Maybe run the command again.");
        }
        List<String> head = lines.isEmpty() ? List.of() : Csv.cells(lines.get(0));
        List<Row> rows = new ArrayList<>();
        for (int at = 1; at < lines.size(); at++) {
            List<String> cells = Csv.cells(lines.get(at));
            if (cells.size() != head.size()) {
                String rule = "is damaged: it has " + cells.size() + " cells and must have " + head.size();
                throw Refusal.of(file + ":" + (at + 1) + " " + rule, "Maybe run the command again.");
            }
            rows.add(new Row(file, at + 1, Csv.row(head, cells)));
        }
        return rows;
    }
}
