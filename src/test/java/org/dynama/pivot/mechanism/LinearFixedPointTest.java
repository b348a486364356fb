package org.dynama.pivot.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.dynama.refusal.Failure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Solutions of affine maps, or a word that there is none to be had. */
class LinearFixedPointTest {
    /** A season of a cycle of places, of which one earns 1: so many periods from it on it is worth that power of the discount. */
    private static double[] cycle(int places, double discount) {
        return LinearFixedPoint.of(places, 1, next -> {
            double[] now = new double[places];
            for (int k = 0; k < places; k++) {
                now[k] = (k == 0 ? 1 : 0) + discount * next[(k + 1) % places];
            }
            return now;
        });
    }

    /** {@code x_0 = 1 / (1 - g^n)}, and {@code x_k = g^(n - k) x_0}. */
    @ParameterizedTest(name = "discount {0}")
    @ValueSource(doubles = {0.5, 0.9, 0.9999})
    void shortCyclesAreSolved(double discount) {
        int places = 40;
        double[] values = cycle(places, discount);
        double first = 1 / (1 - Math.pow(discount, places));
        for (int k = 1; k < places; k++) {
            assertThat(values[k]).isCloseTo(Math.pow(discount, places - k) * first, within(1e-9 * first));
        }
    }

    /** A cycle is longer than what is kept between restarts: each of them loses what the last has found. */
    @ParameterizedTest(name = "{0} places")
    @ValueSource(ints = {400, 1000})
    void whatIsNotSolvedIsRefused(int places) {
        assertThatThrownBy(() -> cycle(places, 1 - 1e-7))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("are met up to");
    }
}
