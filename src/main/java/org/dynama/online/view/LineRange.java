package org.dynama.online.view;

import java.util.List;
import java.util.stream.IntStream;
import org.dynama.page.Figure;

/**
 * The lines of one figure among all that there are: no figure tells more than {@link Figure#MOST_LINES} apart.
 *
 * @param from the first, from 0
 * @param to one after the last
 */
record LineRange(int from, int to) {
    /** As many figures as so many lines need. */
    static List<LineRange> of(int count) {
        int most = Figure.MOST_LINES;
        return IntStream.iterate(0, from -> from < count, from -> from + most)
                .mapToObj(from -> new LineRange(from, Math.min(count, from + most)))
                .toList();
    }

    /** What tells the names of their figures apart; nothing for the first. */
    String suffix() {
        return from == 0 ? "" : "-from-" + (from + 1);
    }

    /** Which they are. */
    String range() {
        return from + 1 == to ? String.valueOf(to) : (from + 1) + " to " + to;
    }

    <T> List<T> of(List<T> all) {
        return all.subList(from, to);
    }
}
