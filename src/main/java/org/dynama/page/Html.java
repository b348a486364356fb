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
        StringBuilder table = new StringBuilder("<div class=\"scroll\"><table class=\"" + kind + "\">\n");
        if (!head.isEmpty()) {
            table.append("<thead><tr>").append(cells("th scope=\"col\"", head)).append("</tr></thead>\n");
        }
        table.append("<tbody>\n");
        rows.forEach(row -> table.append("<tr>")
                .append(cells("th scope=\"row\"", row.subList(0, 1)))
                .append(cells("td", row.subList(1, row.size())))
                .append("</tr>\n"));
        return table.append("</tbody>\n</table></div>\n").toString();
    }

    private static String cells(String tag, List<String> cells) {
        String end = "</" + tag.substring(0, 2) + ">";
        return cells.stream().map(cell -> "<" + tag + ">" + text(cell) + end).collect(Collectors.joining());
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
