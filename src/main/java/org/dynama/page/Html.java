package org.dynama.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.dynama.refusal.Printable;

/** The few tags that the pages are made of; well-formed XML, so that tests and other programs can read them. */
public final class Html {
    /** Rows whose names are no longer than this need no room for more. */
    private static final int BRIEF = 12;

    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    private Html() {}

    /** Text that stands for itself, in a tag or in an attribute, whatever it holds; hidden characters as escapes. */
    public static String text(String raw) {
        return Printable.of(raw)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** A whole page that loads nothing. */
    public static String page(String title, String body) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8"/>
                <meta http-equiv="Content-Security-Policy" content="%s"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                <main>
                %s</main>
                </body>
                </html>
                """.formatted(POLICY, text(title), Ink.variables() + styleSheet(), body);
    }

    private static String styleSheet() {
        try (InputStream stream = Html.class.getResourceAsStream("report.css")) {
            if (stream == null) {
                throw new IllegalStateException("report.css is missing from the program");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /**
     * A part of a page with a heading.
     *
     * @param content markup
     */
    public static String section(String heading, String content) {
        return "<section>\n<h2>" + text(heading) + "</h2>\n" + content + "</section>\n";
    }

    /** A paragraph of plain text. */
    public static String paragraph(String kind, String raw) {
        return "<p class=\"" + kind + "\">" + text(raw) + "</p>\n";
    }

    /** A table of plain text whose first column names the rows; it scrolls in its own box. */
    public static String table(String kind, List<String> head, List<List<String>> rows) {
        boolean isBrief = rows.stream().allMatch(row -> row.get(0).length() <= BRIEF);
        String style = kind + (isBrief && kind.startsWith("words") ? " brief" : "");
        StringBuilder table = new StringBuilder("<table class=\"" + style + "\">\n");
        if (!head.isEmpty()) {
            table.append("<thead><tr>").append(cells("th scope=\"col\"", head)).append("</tr></thead>\n");
        }
        table.append("<tbody>\n");
        rows.forEach(row -> table.append("<tr>")
                .append(cells("th scope=\"row\"", row.subList(0, 1)))
                .append(cells("td", row.subList(1, row.size())))
                .append("</tr>\n"));
        return scroll("Table", table.append("</tbody>\n</table>").toString());
    }

    /**
     * A box in which what is wide scrolls, by keys as well.
     *
     * @param label that is read aloud
     * @param content markup
     */
    public static String scroll(String label, String content) {
        return "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"" + text(label) + "\">" + content
                + "</div>\n";
    }

    /** Plain text as it stands, which scrolls where it is wide. */
    public static String preformatted(String label, String raw) {
        return "<pre tabindex=\"0\" role=\"group\" aria-label=\"" + text(label) + "\">" + text(raw) + "</pre>\n";
    }

    private static String cells(String tag, List<String> cells) {
        // A head without a word heads nothing.
        return cells.stream()
                .map(cell -> cell.isEmpty() && tag.endsWith("\"col\"")
                        ? "<td></td>"
                        : "<" + tag + ">" + text(cell) + "</" + tag.substring(0, 2) + ">")
                .collect(Collectors.joining());
    }

    /**
     * What is unfolded on demand.
     *
     * @param content markup
     */
    public static String details(String summary, boolean open, String content) {
        return "<details" + (open ? " open=\"open\"" : "") + "><summary>" + text(summary) + "</summary>\n" + content
                + "</details>\n";
    }

    /** What the colours of a figure mean. */
    public static String legend(List<Key> keys) {
        return keys.stream()
                .map(key -> "<li><i class=\"key " + key.kind() + "\" style=\"--ink: var("
                        + key.ink().variable() + ")\"></i>" + text(key.label()) + "</li>")
                .collect(Collectors.joining("", "<ul class=\"legend\">", "</ul>\n"));
    }

    /**
     * One entry of a legend.
     *
     * @param kind of sign: a class of the style sheet
     */
    public record Key(String label, Ink ink, String kind) {}
}
