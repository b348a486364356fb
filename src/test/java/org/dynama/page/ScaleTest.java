package org.dynama.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.dynama.page.Scale.Tick;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ticks say where they stand, at whatever unit and however short the axis. */
class ScaleTest {
    private static double number(Scale scale, Tick tick) {
        return Double.parseDouble(tick.label().replace('−', '-')) * Math.pow(10, scale.power());
    }

    private static void require(Scale scale, int most) {
        List<Tick> named = scale.ticks(most).stream()
                .filter(tick -> !tick.label().isEmpty())
                .toList();
        assertThat(named).as("%s", scale).hasSizeBetween(1, most + 1);
        assertThat(named).extracting(Tick::label).doesNotHaveDuplicates();
        double size = Math.max(Math.abs(scale.low()), Math.abs(scale.high()));
        for (Tick tick : named) {
            assertThat(number(scale, tick)).as("%s: %s", scale, tick).isCloseTo(tick.value(), within(2e-16 * 8 * size));
            assertThat(scale.at(tick.value())).as("%s: %s", scale, tick).isBetween(-1e-3, 1 + 1e-3);
        }
    }

    @Test
    void labelsAreWhereTheyStand() {
        Random random = new Random(7);
        for (int k = 0; k < 2_000; k++) {
            double unit = Math.pow(10, random.nextInt(41) - 20);
            double low = unit * random.nextGaussian();
            require(Scale.of(low, low + unit * Math.pow(10, -9 * random.nextDouble()), false), 2 + random.nextInt(12));
            double from = Math.pow(10, random.nextInt(12) - 6 + random.nextDouble());
            require(Scale.of(from, from * Math.pow(10, 4 * random.nextDouble()), true), 2 + random.nextInt(12));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 1 | 5 | 0.0 0.2 0.4 0.6 0.8 1.0",
                "0 | 39 | 8 | 0 5 10 15 20 25 30 35",
                "-2 | 2 | 4 | −2 −1 0 1 2",
                "0 | 3e-10 | 3 | 0 1 2 3",
                "0 | 2.5e9 | 5 | 0.0 0.5 1.0 1.5 2.0 2.5",
                "5 | 5 | 3 | 5.000000000000",
            })
    void someAsPeopleExpectThem(double low, double high, int most, String labels) {
        Scale scale = Scale.of(low, high, false);
        assertThat(String.join(" ", scale.ticks(most).stream().map(Tick::label).toList()))
                .startsWith(labels.split(" ", -1)[0])
                .satisfies(all ->
                        assertThat(low == high || all.equals(labels)).as(all).isTrue());
    }

    @Test
    void powersOfTenAreNamed() {
        assertThat(Scale.of(10, 2000, true).ticks(5))
                .filteredOn(tick -> !tick.label().isEmpty())
                .extracting(Tick::label)
                .containsExactly("10", "100", "1000");
        assertThat(Scale.of(1e-8, 1, true).ticks(5))
                .filteredOn(tick -> !tick.label().isEmpty())
                .extracting(Tick::label)
                .containsExactly("1e-8", "1e-6", "0.0001", "0.01", "1");
    }
}
