package org.dynama.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.dynama.page.Figure.Axes;
import org.dynama.page.Figure.Curve;
import org.dynama.page.Figure.Look;
import org.dynama.page.Figure.Size;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicksTest {
    /** Numbers that are rounding, around zero or around a large one, are drawn like any others. */
    @ParameterizedTest
    @CsvSource({
        "0, 1, LINEAR",
        "0, 1e-13, LINEAR",
        "-3e-10, 1e-12, LINEAR",
        "1e15, 0.125, LINEAR",
        "1, 2.2e-16, LINEAR",
        "0, 1e-300, LINEAR",
        "0, 1e12, LINEAR",
        "1e15, 0.125, LOGARITHMIC_X",
        "0, 1e-14, LOGARITHMIC_X"
    })
    void anAxisOfAnyLengthIsDrawnAtOnce(double low, double step, Axes axes) {
        List<Double> y = List.of(low, low + step, low + 2 * step);
        List<Double> x = axes == Axes.LINEAR ? y : List.of(1.0, 10.0, 100.0);
        Curve curve = new Curve("c", Ink.VCG, Look.LINE, x, y);
        Figure figure = new Figure("f", "d", "x", "y", low, low + 2 * step, List.of(curve), axes);
        String svg = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> new String(figure.svg(Size.FILE, true), StandardCharsets.UTF_8));
        assertThat(svg).contains("</svg>").hasSizeBetween(1_000, 1_000_000);
    }
}
