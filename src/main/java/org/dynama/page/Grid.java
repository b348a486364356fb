package org.dynama.page;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of words and numbers, for a page and for a terminal alike.
 *
 * @param head of each column; empty for none
 * @param rows one cell for each column
 * @param words how many columns, from the left, are words; the others are numbers
 */
public record Grid(List<String> head, List<List<String>> rows, int words) {
    private static final int MOST_ROWS = 60;

    public Grid {
        head = List.copyOf(head);
        rows = List.copyOf(rows);
    }

    /** The table as markup; the first column names the rows. */
    public String html() {
        return rows.isEmpty() ? "" : Html.table(words > 1 ? "words" : "numbers cells", head, rows);
    }

    /** The table in aligned lines of plain text, each indented; the middle of a long one is left out. */
    public String text() {
        return text(MOST_ROWS);
    }

    /** The same with at most so many lines. */
    public String text(int most) {
        List<List<String>> lines = new ArrayList<>(head.isEmpty() ? List.of() : List.of(head));
        lines.addAll(rows);
        int columns = lines.isEmpty() ? 0 : lines.get(0).size();
        int[] width = new int[columns];
        lines.forEach(line -> {
            for (int c = 0; c < columns; c++) {
                width[c] = Math.max(width[c], line.get(c).length());
            }
        });
        StringBuilder text = new StringBuilder();
        for (int r = 0; r < lines.size(); r++) {
            if (lines.size() > most && r == most - 2) {
                text.append("  ... and ").append(lines.size() - most + 1).append(" more\n");
                r = lines.size() - 1;
            }
            text.append(line(lines.get(r), width)).append('\n');
        }
        return text.toString().replace('−', '-').replace("±", "+-");
    }

    private String line(List<String> cells, int[] width) {
        StringBuilder line = new StringBuilder(" ");
        for (int c = 0; c < cells.size(); c++) {
            String blanks = " ".repeat(width[c] - cells.get(c).length());
            line.append(c == 0 ? " " : "  ").append(c < words ? cells.get(c) + blanks : blanks + cells.get(c));
        }
        return line.toString().stripTrailing();
    }
}
