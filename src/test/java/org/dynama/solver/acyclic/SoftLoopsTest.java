package org.dynama.solver.acyclic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.dynama.solver.kernel.Rows;
import org.dynama.solver.kernel.SoftMaxRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The polynomials against the library's functions. */
class SoftLoopsTest {
    private final double[] zero = new double[Rows.WIDTH];
    private final double[] out = new double[Rows.WIDTH];

    /** Relative, down to exp(-40), and exp(-40) in the place of everything below. */
    @Test
    void weightsAreExponentials() {
        double[] type = new double[Rows.WIDTH];
        double[] sum = new double[Rows.WIDTH];
        double temperature = 0.05;
        for (int part = 0; part < 50; part++) {
            for (int w = 0; w < Rows.WIDTH; w++) {
                type[w] = -45.0 * (part + (double) w / Rows.WIDTH) / 50;
            }
            Arrays.fill(sum, 1);
            SoftLoops.weigh(out, 0, temperature, type, zero, SoftLoops.SHRINK / temperature, sum);
            for (int w = 0; w < Rows.WIDTH; w++) {
                double exact = Math.exp(Math.max(-40, type[w]));
                assertThat(out[w]).isCloseTo(exact, within(1.5e-13 * exact));
                assertThat(sum[w]).isEqualTo(1 + out[w]);
            }
        }
    }

    /** With a row of what comes after, and a largest one that is not zero, the weight is that of the difference. */
    @Test
    void weightsKnowOnlyDifferences() {
        double[] next = Rows.filled(Rows.WIDTH, 1e6);
        double[] most = Rows.filled(Rows.WIDTH, 1e6 + 3);
        SoftLoops.weigh(out, 1, 0, zero, next, most, SoftLoops.SHRINK, new double[Rows.WIDTH]);
        assertThat(out).containsOnly(out[0]);
        assertThat(out[0]).isCloseTo(Math.exp(-2), within(1e-13));
    }

    /** Relative, down to exp(-640), and exp(-640) in the place of everything below. */
    @Test
    void deepWeightsAreExponentials() {
        double temperature = 0.01;
        double[] sum = new double[Rows.WIDTH];
        for (int part = 0; part < 50; part++) {
            double[] x = new double[Rows.WIDTH];
            for (int w = 0; w < Rows.WIDTH; w++) {
                x[w] = 1 - 7.0 * (part + (double) w / Rows.WIDTH) / 50;
            }
            double[] weight = x.clone();
            Arrays.fill(sum, 1);
            SoftMaxRows.weigh(weight, Rows.filled(Rows.WIDTH, 1), temperature, sum);
            for (int w = 0; w < Rows.WIDTH; w++) {
                double exact = Math.exp(Math.max(-640, (x[w] - 1) / temperature));
                assertThat(weight[w]).isCloseTo(exact, within(1e-12 * exact));
                assertThat(sum[w]).isEqualTo(1 + weight[w]);
            }
        }
    }

    /** With up to six terms without a root, with up to 36 by one, with more by two. */
    @ParameterizedTest(name = "{0} terms")
    @ValueSource(ints = {1, 2, 6, 7, 36, 37, 1000})
    void valuesAreLogarithmsOfSums(int terms) {
        double[] sum = new double[Rows.WIDTH];
        double[] inverse = new double[Rows.WIDTH];
        for (int w = 0; w < Rows.WIDTH; w++) {
            sum[w] = Math.pow(terms, w / (Rows.WIDTH - 1.0));
        }
        SoftMaxRows.logarithm(out, inverse, sum, Rows.filled(Rows.WIDTH, 3), terms, 0.5);
        for (int w = 0; w < Rows.WIDTH; w++) {
            assertThat(out[w]).isCloseTo(3 + 0.5 * Math.log(sum[w]), within(4e-15));
            assertThat(inverse[w]).isCloseTo(1 / sum[w], within(4e-16));
        }
    }

    /** By halves or whole, a sum is a sum; of numbers such that no order rounds. */
    @Test
    void totalsAreSums() {
        double[] x = new double[Rows.WIDTH];
        Arrays.setAll(x, w -> w);
        double[] two = Rows.filled(Rows.WIDTH, 2);
        int expected = Rows.WIDTH * (Rows.WIDTH - 1) / 2;
        assertThat(SumLoops.total(x, Rows.WIDTH)).isEqualTo(expected);
        SumLoops.halves(out, x, two);
        assertThat(SumLoops.total(out, Rows.WIDTH / 2)).isEqualTo(2 * expected);
    }
}
