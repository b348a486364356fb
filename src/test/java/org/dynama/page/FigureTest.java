package org.dynama.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.dynama.page.Figure.Curve;
import org.junit.jupiter.api.Test;

/** Many lines in one figure are told apart, and a legend names each once. */
class FigureTest {
    private static Figure lines(int count) {
        List<Curve> curves = IntStream.range(0, count)
                .mapToObj(k -> new Curve(
                        "line " + k, Figure.ink(k), Figure.look(k), List.of(0.0, 1.0), List.of(k * 1.0, k + 1.0)))
                .toList();
        return new Figure("lines", "Many lines.", "x", "y", 0, count + 1, curves);
    }

    @Test
    void manyLinesAreToldApart() {
        Figure figure = lines(Figure.MOST_LINES);
        assertThat(figure.curves())
                .extracting(curve -> curve.ink() + " " + curve.look())
                .doesNotHaveDuplicates();
        String drawn = new String(figure.svg(Figure.Size.FILE, false), StandardCharsets.UTF_8);
        long kinds = Pattern.compile("stroke-dasharray[:=]\"?[^;\"]+")
                .matcher(drawn)
                .results()
                .map(dashes -> dashes.group())
                .distinct()
                .count();
        assertThat(kinds).as("two kinds of dashes beside whole lines").isGreaterThanOrEqualTo(2);
    }

    @Test
    void aLegendNamesEachOnce() {
        Curve one = new Curve("same", Ink.VCG, Figure.Look.LINE, List.of(0.0, 1.0), List.of(0.0, 1.0));
        Curve part = new Curve("same", Ink.VCG, Figure.Look.LINE, List.of(2.0, 3.0), List.of(0.0, 1.0));
        Curve other = new Curve("other", Ink.VCG, Figure.Look.LINE, List.of(2.0, 3.0), List.of(0.0, 1.0));
        Curve nameless = new Curve("", Ink.VCG, Figure.Look.LINE, List.of(2.0, 3.0), List.of(0.0, 1.0));
        Figure figure = new Figure("two", "Two.", "x", "y", 0, 1, List.of(one, part, other, nameless));
        assertThat(figure.keys()).extracting(Html.Key::label).containsExactly("same", "other");
    }
}
