package org.dynama.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.dynama.page.Figure;
import org.dynama.page.Figure.Curve;
import org.junit.jupiter.api.Test;

/** How time and memory grow with a tree. */
class ScaleFigureTest {
    private static BenchRow row(int pairs, double hardSeconds, double softSeconds, long bytes) {
        return new BenchRow(
                "tree",
                1,
                pairs,
                new BenchRow.Engine("java kernel", "cpu", "float64", 1),
                128,
                new BenchRow.Speed(1 / hardSeconds, 1 / hardSeconds, null, "joint", 1 / softSeconds, 1 / softSeconds),
                new Roofline(1, 1, 1, 1),
                bytes,
                "");
    }

    /** Time that grows like the pairs has exponent 1, like their square 2, and memory that stays 0. */
    @Test
    void exponentsAreThoseOfPowers() {
        Figure figure = ScaleFigure.of(
                List.of(row(10, 1, 1, 1 << 20), row(100, 10, 100, 1 << 20), row(1000, 100, 10_000, 1 << 20)));
        assertThat(figure.curves())
                .extracting(Curve::label)
                .containsExactly(
                        "microseconds a hard solution, exponent 1.00",
                        "microseconds a softened one with pullback, exponent 2.00",
                        "MiB of the whole process, exponent 0.00");
        assertThat(figure.curves().get(0).y().get(2)).isCloseTo(8, within(1e-12));
    }
}
