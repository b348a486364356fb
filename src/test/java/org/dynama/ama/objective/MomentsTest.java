package org.dynama.ama.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.dynama.model.RandomStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {
    private static double[] sample(int count, double unit) {
        UniformRandomProvider random = new RandomStream(1, "moments").generator(0);
        double[] sample = new double[count];
        Arrays.setAll(sample, b -> unit * (3 + random.nextDouble()));
        return sample;
    }

    /** The moments of parts, put together, are those of the whole, in any unit of money. */
    @ParameterizedTest(name = "unit {0}")
    @ValueSource(doubles = {1e-10, 1, -1e10})
    void partsMakeTheWhole(double unit) {
        double[] all = sample(1000, unit);
        Moments parts = Moments.of(Arrays.copyOfRange(all, 0, 10))
                .and(Moments.of(Arrays.copyOfRange(all, 10, 700)))
                .and(Moments.of(Arrays.copyOfRange(all, 700, 1000)));
        Estimate whole = Estimate.of(all);
        assertThat(parts.estimate().count()).isEqualTo(1000);
        assertThat(parts.estimate().mean()).isCloseTo(whole.mean(), within(1e-14 * Math.abs(whole.mean())));
        assertThat(parts.estimate().standardError())
                .isCloseTo(whole.standardError(), within(1e-12 * whole.standardError()));
    }
}
