package org.dynama.ama.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevenueSpreadTest {
    private static double[] values(String name, double from, double width) {
        UniformRandomProvider random = new RandomStream(2, name).generator(0);
        double[] values = new double[500];
        Arrays.setAll(values, b -> from + width * random.nextDouble());
        return values;
    }

    private static Reals both(double[] one, double[] other) {
        double[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return Reals.of(all);
    }

    /** Each bin of two parts together counts the values between its edges, one by one. */
    @ParameterizedTest(name = "from {0} over {1}, and from {2} over {3}")
    @CsvSource({
        "0, 1, 5, 0.01",
        "-3e10, 1e10, 2e10, 1e5",
        "1e-10, 1e-12, -1e-10, 1e-11",
        "7, 0, 7, 0",
        "0, 0, 0, 0",
        "1e300, 1, 0, 0"
    })
    void binsCountWhatLiesBetweenTheirEdges(double from, double width, double other, double otherWidth) {
        double[] first = values("first", from, width);
        double[] second = values("second", other, otherWidth);
        double[] vcg = values("vcg", other, width);
        RevenueSpread parts =
                RevenueSpread.of(Reals.of(first), Reals.of(vcg)).and(RevenueSpread.of(Reals.of(second), Reals.of(vcg)));
        assertThat(parts.mechanism()).hasSameSizeAs(parts.vcg()).hasSizeLessThanOrEqualTo(40);
        hold(parts, parts.mechanism(), both(first, second));
        hold(parts, parts.vcg(), both(vcg, vcg));
    }

    private static void hold(RevenueSpread spread, List<Integer> counts, Reals values) {
        for (int k = 0; k < counts.size(); k++) {
            double low = spread.low() + k * spread.width();
            double high = spread.low() + (k + 1) * spread.width();
            assertThat(values.stream()
                            .filter(value -> value >= low && value < high)
                            .count())
                    .as("bin %d", k)
                    .isEqualTo((long) counts.get(k));
        }
        assertThat(counts.stream().mapToInt(count -> count).sum()).isEqualTo(values.size());
    }

    /** Values that differ spread over at least half of forty bins. */
    @Test
    void binsAreNotWasted() {
        RevenueSpread one = RevenueSpread.of(Reals.of(values("first", 0.3, 1)), Reals.of(0.3, 1.3));
        assertThat(one.and(one).mechanism().stream().filter(count -> count > 0)).hasSizeGreaterThanOrEqualTo(20);
    }
}
