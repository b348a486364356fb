package org.dynama.online.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.dynama.page.Figure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures of many lines: every line stands in one of them, and no two are named alike. */
class LineRangeTest {
    @ParameterizedTest(name = "{0} lines")
    @ValueSource(ints = {1, 20, 21, 22, 42, 1000})
    void everyLineStandsInOneFigure(int count) {
        List<Integer> all = IntStream.range(0, count).boxed().toList();
        List<LineRange> figures = LineRange.of(count);
        assertThat(figures.stream().flatMap(lines -> lines.of(all).stream())).containsExactlyElementsOf(all);
        assertThat(figures).allMatch(lines -> lines.of(all).size() <= Figure.MOST_LINES);
        assertThat(figures.stream().map(LineRange::suffix)).doesNotHaveDuplicates();
    }
}
