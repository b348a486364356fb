package org.dynama.online.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.dynama.model.Draws;
import org.dynama.model.RandomStream;
import org.dynama.online.mdp.MarketPlan;
import org.dynama.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every kind of noise promises. */
class NoiseTest {
    private static final int DRAWS = 20_000;

    static Stream<Noise> kinds() {
        return Stream.of(new Noise.Coin(), new Noise.Uniform(0.3), new Noise.Gaussian(0.5));
    }

    /** The mean is the expected value, the deviation at most sigma, and noise of bounds keeps values in range. */
    @ParameterizedTest
    @MethodSource("kinds")
    void realisedValuesAreAroundTheirMean(Noise noise) {
        Draws draws = new RandomStream(4, "noise").draws(0);
        double most = 2;
        double mean = 0.7;
        double sum = 0;
        double squares = 0;
        for (int k = 0; k < DRAWS; k++) {
            double value = noise.realise(mean, most, draws);
            sum += value - mean;
            squares += (value - mean) * (value - mean);
            assertThat(noise.spread() > mean || (value >= 0 && value <= most)).isTrue();
        }
        double deviation = Math.sqrt(squares / DRAWS);
        assertThat(sum / DRAWS).isCloseTo(0, within(4 * deviation / Math.sqrt(DRAWS)));
        // A share of 4 / sqrt(2 DRAWS) is four standard errors of a normal sample's deviation.
        assertThat(deviation).isLessThan(noise.sigma(most) * (1 + 4 / Math.sqrt(2.0 * DRAWS)));
    }

    @Test
    void aSizeThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new Noise.Uniform(-0.1))
                .isInstanceOf(Refusal.class)
                .hasMessage("spread = -0.1 must be finite and not negative");
    }

    /** Samples beyond the range would make confidence sets fail: markets that move take noise of bounds alone. */
    @Test
    void aMovingMarketRefusesNoiseWithoutBounds() {
        assertThatThrownBy(() -> new MarketPlan(
                        MarketPlan.Sale.ANYTHING,
                        MarketPlan.Motion.RANDOM,
                        new MarketPlan.Counts(2, 1, 3),
                        0.1,
                        1,
                        new Noise.Gaussian(0.1)))
                .hasMessageContaining("noise without bounds")
                .hasMessageContaining("Maybe noise: coin.");
    }
}
