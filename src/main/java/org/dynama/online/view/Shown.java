package org.dynama.online.view;

import java.util.List;
import java.util.function.Function;
import org.dynama.page.Drawings;
import org.dynama.page.Figure;
import org.dynama.page.Html;
import org.dynama.study.View;

/**
 * A figure with others like it, which a reader unfolds, and what a page says of them.
 *
 * @param all the first is shown at once
 * @param files how many of them are written as files, too
 */
record Shown(String heading, List<Part> all, int files, String note) {
    /** A page of more is slow to load. */
    private static final int MOST = 40;

    /** A figure, and what it is of. */
    record Part(String summary, Figure figure) {}

    /** A figure of each item, as far as a page can hold them. */
    static <T> Shown of(String heading, List<T> items, Function<T, Part> draw, int files, String note) {
        List<Part> all = items.stream().limit(MOST).map(draw).toList();
        int left = items.size() - all.size();
        String more = left == 0 ? "" : " " + left + " more figures would make the page too long: see curves.csv.";
        return new Shown(heading, all, files, note + more);
    }

    View.Section section() {
        StringBuilder content = new StringBuilder(Drawings.markup(all.get(0).figure));
        all.stream()
                .skip(1)
                .forEach(part -> content.append(Html.details(part.summary, false, Drawings.markup(part.figure))));
        return new View.Section(heading, content.toString(), note);
    }

    List<Figure> figures() {
        return all.stream().limit(files).map(Part::figure).toList();
    }
}
