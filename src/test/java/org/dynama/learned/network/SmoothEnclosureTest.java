package org.dynama.learned.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Derivatives of bumps and logistic functions lie between their bounds, whether they turn on the cell or not, and fill them. */
class SmoothEnclosureTest {
    private static final double SHARPNESS = -8;
    /** Of two numbers below 1 and what is between them. */
    private static final double ROUNDING = 1e-14;

    private static Enclosure input(double middle, double radius) {
        Enclosure input = new Enclosure(radius, 1);
        input.middle[0] = middle;
        input.slope[0] = -1.5;
        return input;
    }

    /** The input falls by 1.5 for each unit, over a cell of the radius. */
    private static void fits(Enclosure found, int unit, Enclosure input, DoubleUnaryOperator derivative) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int k = -1000; k <= 1000; k++) {
            double slope = -1.5 * derivative.applyAsDouble(input.middle[0] - 1.5 * input.radius * k / 1000);
            assertThat(slope).isCloseTo(found.slope[unit], within(found.spread[unit] + ROUNDING));
            low = Math.min(low, slope);
            high = Math.max(high, slope);
        }
        assertThat(found.spread[unit]).isCloseTo((high - low) / 2, within(1e-4));
    }

    @ParameterizedTest
    @CsvSource({"0.25, 0.1", "-0.25, 0.1", "0, 1", "0.7, 0.05", "1.2, 0.3", "0.3, 0"})
    void derivativesAreEnclosed(double middle, double radius) {
        Enclosure input = input(middle, radius);
        Enclosure bumps = SmoothEnclosure.bumps(input, new double[] {0, 0.5}, SHARPNESS);
        fits(bumps, 0, input, t -> 2 * SHARPNESS * t * Math.exp(SHARPNESS * t * t));
        fits(bumps, 1, input, t -> 2 * SHARPNESS * (t - 0.5) * Math.exp(SHARPNESS * (t - 0.5) * (t - 0.5)));
        Enclosure chance = SmoothEnclosure.logistic(input);
        fits(chance, 0, input, t -> Math.exp(-t) / Math.pow(1 + Math.exp(-t), 2));
    }
}
