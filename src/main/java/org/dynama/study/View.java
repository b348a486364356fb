package org.dynama.study;

import java.util.List;
import java.util.Map;
import org.dynama.page.Figure;
import org.dynama.page.Grid;
import org.dynama.page.Html;

/**
 * What a family shows of a record, on its page and in a terminal; what all share (title, verdict, checks, how it was made)
 * stands around it.
 *
 * @param subject the world and what was wanted of it, in words
 * @param lead the result in a sentence or two
 * @param notes conventions that decide numbers
 * @param results the numbers, which a terminal shows too
 * @param sections what only a page shows, in order
 * @param figures that are written as files beside the page
 * @param making what to say of how it was made besides seed, time and versions, by name
 */
public record View(
        String subject,
        String lead,
        List<String> notes,
        List<Grid> results,
        List<Section> sections,
        List<Figure> figures,
        Map<String, String> making) {
    public View {
        notes = List.copyOf(notes);
        results = List.copyOf(results);
        sections = sections.stream()
                .filter(section -> !section.content().isEmpty())
                .toList();
        figures = List.copyOf(figures);
    }

    /**
     * A part of a page; one without content is left out.
     *
     * @param content markup
     */
    public record Section(String heading, String content) {
        /** With a note below the content, if there is any. */
        public Section(String heading, String content, String note) {
            this(heading, content.isEmpty() ? "" : content + Html.paragraph("note", note));
        }
    }
}
