package org.dynama.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.dynama.environment.Environment;
import org.dynama.environment.Gridworld;
import org.dynama.environment.SequentialSales;
import org.dynama.mechanism.AmaParameters;
import org.dynama.mechanism.RandomParameters;
import org.dynama.model.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchLawsTest {
    private final Environment environment = SequentialSales.asymmetric(3, 2);

    /** Spreading free boosts and averaging the table gives the free boosts back, for every tying. */
    @Test
    void averagingUndoesSpreading() {
        for (Tying tying : new Tying[] {
            Tying.byAction(environment.mdp()), Tying.byStageAndAction(environment.mdp()), Tying.none(environment.mdp())
        }) {
            double[] free = new Random(1).doubles(tying.size()).toArray();
            assertThat(tying.average(tying.spread(free))).containsExactly(free, within(1e-15));
        }
        assertThat(Tying.byAction(environment.mdp()).size()).isEqualTo(4);
        assertThat(Tying.byStageAndAction(environment.mdp()).size()).isEqualTo(8);
        assertThat(Tying.none(environment.mdp()).size()).isEqualTo(20);
    }

    /** In a gridworld the four moves into a cell share a boost. */
    @Test
    void tyingByStateEnteredSharesACellsBoost() {
        Tying tying = Tying.byStateEntered(Gridworld.torus(2, 3).mdp());
        assertThat(tying.size()).isEqualTo(9);
        double[] free = new Random(1).doubles(9).toArray();
        assertThat(tying.average(tying.spread(free))).containsExactly(free, within(1e-15));
        // Up from cell (1, 1) and down from cell (2, 1) both enter a cell of the first column: (3, 1).
        assertThat(tying.groupOf(0)).isEqualTo(tying.groupOf(3 * 4 + 1));
    }

    /** A mechanism survives the way to coordinates and back, up to the common factor of weights and boosts. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void coordinatesAndMechanismsCorrespond(long seed) {
        Parametrization coordinates = new Parametrization(environment, Tying.none(environment.mdp()), true);
        AmaParameters parameters = RandomParameters.of(environment, new Random(seed));
        double[] point = coordinates.point(parameters);
        AmaParameters back = coordinates.parameters(point);
        double product = back.weights().stream().reduce(1, (a, b) -> a * b);
        assertThat(product).isCloseTo(1, within(1e-12));
        double factor = back.weights().get(0) / parameters.weights().get(0);
        for (int i = 0; i < 3; i++) {
            assertThat(back.weights().get(i))
                    .isCloseTo(factor * parameters.weights().get(i), within(1e-12));
        }
        for (int pair = 0; pair < back.boosts().size(); pair++) {
            assertThat(back.boosts().get(pair))
                    .isCloseTo(factor * parameters.boosts().get(pair), within(1e-12));
        }
    }

    /** Adam climbs a concave parabola to its top. */
    @Test
    void adamFindsTheTopOfAParabola() {
        Adam ascent = Adam.at(3, -2);
        for (int k = 0; k < 2000; k++) {
            double[] gradient = {
                -2 * (ascent.point().get(0) - 1), -8 * (ascent.point().get(1) - 0.5)
            };
            ascent = ascent.ascend(gradient, 0.05 * Math.pow(0.997, k));
        }
        assertThat(ascent.point().get(0)).isCloseTo(1, within(1e-3));
        assertThat(ascent.point().get(1)).isCloseTo(0.5, within(1e-3));
        assertThat(ascent.steps()).isEqualTo(2000);
    }

    /** Of 1,024 shifted Sobol points, every half, quarter and eighth of each axis holds its exact share. */
    @Test
    void sobolPointsAreSpreadEvenly() {
        SobolPoints points = new SobolPoints(5, new RandomStream(3, "points"));
        // The sequence's first point is left out, so the balance holds up to that one.
        int[][] eighths = new int[5][8];
        for (int k = 0; k < 1023; k++) {
            double[] point = points.next();
            for (int axis = 0; axis < 5; axis++) {
                assertThat(point[axis]).isGreaterThanOrEqualTo(-1).isLessThan(1);
                eighths[axis][(int) ((point[axis] + 1) * 4)]++;
            }
        }
        for (int[] axis : eighths) {
            assertThat(Arrays.stream(axis).min().orElseThrow()).isGreaterThanOrEqualTo(127);
            assertThat(Arrays.stream(axis).max().orElseThrow()).isLessThanOrEqualTo(128);
        }
    }
}
