package org.dynama.online.regret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.dynama.model.Draws;
import org.dynama.model.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slopes of regrets, with what they rest on. */
class GrowthTest {
    private static final long[] ROUNDS = {10, 100, 1000, 10_000};

    /** The two-sided 95 % quantiles of any table of Student's t. */
    @ParameterizedTest
    @CsvSource({"1, 12.706", "2, 4.303", "3, 3.182", "4, 2.776", "9, 2.262", "19, 2.093", "30, 2.042", "120, 1.980"})
    void quantilesAreThoseOfTables(int freedom, double quantile) {
        assertThat(StudentT.quantile(freedom)).isCloseTo(quantile, within(5.1e-4));
    }

    /** One and two degrees have formulas, and many are nearly normal. */
    @Test
    void quantilesAreThoseOfFormulas() {
        assertThat(StudentT.quantile(1)).isCloseTo(Math.tan(0.475 * Math.PI), within(1e-10));
        assertThat(StudentT.quantile(2)).isCloseTo(0.95 * Math.sqrt(2 / (1 - 0.95 * 0.95)), within(1e-10));
        assertThat(StudentT.quantile(1_000_000)).isCloseTo(1.959966, within(1e-6));
        assertThatThrownBy(() -> StudentT.quantile(0)).hasMessageContaining("must be at least 1");
    }

    private static double[][] curves(int seeds, double power, double noise) {
        Draws draws = new RandomStream(1, "growth").draws(0);
        return IntStream.range(0, seeds)
                .mapToObj(b -> {
                    double size = 1 + noise * draws.normal();
                    return IntStream.range(0, ROUNDS.length)
                            .mapToDouble(k -> size * Math.pow((double) ROUNDS[k], power + noise * draws.normal() / 10))
                            .toArray();
                })
                .toArray(double[][]::new);
    }

    /** A power is found beyond a floor and below one, with the points from a round on. */
    @Test
    void aPowerIsFoundOnEitherSideOfAFloor() {
        double[][] curves = curves(2, 2.0 / 3, 0);
        for (double sign : new double[] {1, -1}) {
            for (double[] curve : curves) {
                for (int k = 0; k < curve.length; k++) {
                    curve[k] = 0.3 * ROUNDS[k] + sign * Math.pow((double) ROUNDS[k], 2.0 / 3);
                }
            }
            Growth growth = Growth.ofExcess(ROUNDS, curves, 0.3, 100);
            assertThat(growth.slope()).isCloseTo(2.0 / 3, within(1e-9));
            assertThat(growth.points()).isEqualTo(3);
            assertThat(growth.hasInterval()).isFalse();
        }
    }

    /** A mean that goes through its floor has no slope; one that is rounding has none and no sign either. */
    @Test
    void aChangeOfSignIsNoSlope() {
        Growth through = Growth.ofExcess(ROUNDS, new double[][] {{-5, -3, 8, 90}, {-4, -3, 9, 80}}, 0, 1);
        assertThat(through.slope()).isNaN();
        assertThat(through.changesSign()).isTrue();
        assertThat(Growth.ofExcess(ROUNDS, new double[][] {{-5, -3, 8, 90}}, 0, 1000)
                        .changesSign())
                .isFalse();
        Growth none = Growth.ofExcess(ROUNDS, new double[][] {{-1e-12, 1e-12, 3e-12, -1e-12}}, 0, 1);
        assertThat(none).isEqualTo(new Growth(Double.NaN, Double.NaN, 0, 1, false));
    }

    /** Intervals need ten seeds; of a thousand experiments of ten, about 95 % hold the true slope. */
    @Test
    void intervalsCoverAsTheySay() {
        assertThat(Growth.of(ROUNDS, curves(9, 0.6, 0.1), 1).hasInterval()).isFalse();
        double[][] all = curves(10_000, 0.6, 0.1);
        double truth = Growth.of(ROUNDS, all, 1).slope();
        int covered = 0;
        for (int experiment = 0; experiment < 1000; experiment++) {
            double[][] ten = Arrays.copyOfRange(all, 10 * experiment, 10 * experiment + 10);
            Growth growth = Growth.of(ROUNDS, ten, 1);
            covered += growth.low() <= truth && truth <= growth.high() ? 1 : 0;
        }
        // Five standard deviations of a share of 1,000 are 34; a normal quantile would cover in about 918.
        assertThat(covered).isBetween(930, 984);
    }
}
