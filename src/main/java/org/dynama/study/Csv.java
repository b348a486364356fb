package org.dynama.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dynama.refusal.Printable;

/** One line of a CSV file: cells between commas, in double quotes where they must be. */
public final class Csv {
    /** What a spreadsheet may take for a formula; an apostrophe before one is guarded again, so that it comes back. */
    private static final Pattern FORMULA = Pattern.compile("'*[=+@-]");

    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9.]+([eE][+-]?[0-9]+)?|Infinity)");

    private Csv() {}

    /** The cells of a line, without the blanks around them and the signs that guard them. */
    public static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int at = 0; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '"' && quoted && at + 1 < line.length() && line.charAt(at + 1) == '"') {
                cell.append(line.charAt(++at));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(unguarded(cell.toString().strip()));
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(unguarded(cell.toString().strip()));
        return cells;
    }

    /** A spreadsheet computes what begins like a formula, unless an apostrophe stands before it; numbers stay numbers. */
    private static String guarded(String cell) {
        return FORMULA.matcher(cell).lookingAt() && !NUMBER.matcher(cell).matches() ? "'" + cell : cell;
    }

    private static String unguarded(String cell) {
        return cell.startsWith("'") && FORMULA.matcher(cell.substring(1)).lookingAt() ? cell.substring(1) : cell;
    }

    /** Cells by the names of their columns. */
    public static Map<String, String> row(List<String> head, List<String> cells) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int c = 0; c < head.size(); c++) {
            row.put(head.get(c), cells.get(c));
        }
        return row;
    }

    /** A line of cells; line breaks in a cell become blanks, so that a row stays a line. */
    public static String line(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\n"));
    }

    private static String cell(String text) {
        String flat = guarded(Printable.of(text.replaceAll("\\s*\\R\\s*", " ")));
        boolean plain = flat.chars().noneMatch(c -> c == ',' || c == '"');
        return plain ? flat : "\"" + flat.replace("\"", "\"\"") + "\"";
    }
}
