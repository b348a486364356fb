package org.dynama.study;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoundnessTest {
    /** What is no number holds to nothing, and nothing is held to it. */
    @ParameterizedTest
    @CsvSource({
        "NaN, 1, 1",
        "Infinity, 1, 1",
        "-Infinity, 1, 1",
        "0, NaN, 1",
        "0, 1, NaN",
        "0, 1, Infinity",
        "0, 1e308, 1e308"
    })
    void numbersThatAreNotFiniteFail(double value, double tolerance, double unit) {
        Soundness.Check check = Soundness.atMost("gain", value, tolerance, unit, "small", "large");
        assertThat(check.fails()).isTrue();
        assertThat(check.says()).isEqualTo("large");
    }
}
