package org.dynama.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Amounts in a large unit of money have digits, too. */
class SmallNumbersTest {
    @ParameterizedTest(name = "{0} ± {1}")
    @CsvSource({
        "0.7237, 0.0059, 0.7237 ± 0.0059",
        "7.237e-11, 5.9e-13, 7.237e-11 ± 5.9e-13",
        "-7.237e-11, 5.9e-13, −7.237e-11 ± 5.9e-13",
        "0, 5.9e-13, 0 ± 5.9e-13",
        "0.857142857142, 1e-14, 0.85714286 ± 1.0e-14",
    })
    void estimatesHaveDigitsInAnyUnit(double mean, double error, String text) {
        assertThat(Numbers.estimate(mean, error)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({"2.5e-10, 1e-9, 2.50e-10", "0.25, 1, 0.25", "250, 1000, 250"})
    void columnsHaveDigitsInAnyUnit(double value, double largest, String text) {
        assertThat(Numbers.inColumn(value, largest, 3)).isEqualTo(text);
    }
}
