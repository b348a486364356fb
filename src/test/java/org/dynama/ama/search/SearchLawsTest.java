package org.dynama.ama.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.mechanism.RandomParameters;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.world.Environment;
import org.dynama.world.Gridworld;
import org.dynama.world.SequentialSales;
import org.dynama.world.StaticAuction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchLawsTest {
    private final Environment environment = SequentialSales.asymmetric(3, 2);

    /** Spreading free boosts and averaging the table gives the free boosts back, however they are shared. */
    @Test
    void averagingUndoesSpreading() {
        for (Sharing sharing : new Sharing[] {
            Sharing.byAction(environment.mdp()),
            Sharing.byStageAndAction(environment.mdp()),
            Sharing.none(environment.mdp())
        }) {
            double[] free = new Random(1).doubles(sharing.size()).toArray();
            assertThat(sharing.average(sharing.spread(free))).containsExactly(free, within(1e-15));
        }
        assertThat(Sharing.byAction(environment.mdp()).size()).isEqualTo(4);
        assertThat(Sharing.byStageAndAction(environment.mdp()).size()).isEqualTo(8);
        assertThat(Sharing.none(environment.mdp()).size()).isEqualTo(20);
    }

    /** In a gridworld the four moves into a cell share a boost. */
    @Test
    void sharingByStateEnteredSharesACellsBoost() {
        Sharing sharing = Sharing.byStateEntered(Gridworld.torus(2, 3).mdp());
        assertThat(sharing.size()).isEqualTo(9);
        double[] free = new Random(1).doubles(9).toArray();
        assertThat(sharing.average(sharing.spread(free))).containsExactly(free, within(1e-15));
        // Up from cell (1, 1) and down from cell (2, 1) both enter a cell of the first column: (3, 1).
        assertThat(sharing.groupOf(0)).isEqualTo(sharing.groupOf(3 * 4 + 1));
    }

    /** A mechanism survives the way to coordinates and back, up to the common factor of weights and boosts. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void coordinatesAndMechanismsCorrespond(long seed) {
        Parametrization coordinates = new Parametrization(environment, Sharing.none(environment.mdp()), true);
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

    /** Of 1,024 shifted Sobol points, every half, quarter and eighth of each axis holds its exact share. */
    @Test
    void sobolPointsAreSpreadEvenly() {
        SobolPoints points = new SobolPoints(5, new RandomStream(3, "points"));
        // The sequence's first point is left out, so the balance holds up to that one.
        int[][] eighths = new int[5][8];
        for (int k = 0; k < 1023; k++) {
            double[] point = points.at(k);
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

    /** A point of the sequence does not depend on how it was reached. */
    @Test
    void sobolPointsAreAddressedByTheirIndex() {
        SobolPoints points = new SobolPoints(20, new RandomStream(3, "points"));
        double[] later = points.at(700);
        for (int k = 0; k < 10; k++) {
            assertThat(points.at(k)).isNotEqualTo(later);
        }
        assertThat(new SobolPoints(20, new RandomStream(3, "points")).at(700)).isEqualTo(later);
    }

    /**
     * Nested points lie in the cube; with one way to share they are the Sobol points, every fourth a quarter as far from VCG; with
     * more, like states stay alike.
     */
    @Test
    void nestedPointsStrayLittleFromTiedOnes() {
        RandomStream stream = new RandomStream(3, "points");
        Sharing none = Sharing.none(environment.mdp());
        NestedPoints plain = new NestedPoints(List.of(none), 3, stream);
        NestedPoints nested = new NestedPoints(Sharing.coarseToFine(environment), 3, stream);
        SobolPoints points = new SobolPoints(23, stream);
        for (int k = 0; k < 200; k++) {
            double reach = k % 4 == 3 ? 0.25 : 1;
            assertThat(plain.at(k))
                    .isEqualTo(Arrays.stream(points.at(k)).map(x -> reach * x).toArray());
            double[] point = nested.at(k);
            assertThat(point).hasSize(23);
            for (int pair = 0; pair < 20; pair++) {
                assertThat(point[pair]).isBetween(-1.0, 1.0);
                // Shares 1, 0.3, 0.09: what is not shared by action is at most 0.39 / 1.39 on either side.
                assertThat(point[pair]).isCloseTo(point[pair % 4], within(2 * 0.39 / 1.39));
            }
        }
    }

    /** In an auction of two items the patterns are: none, one, both to one agent, one each. */
    @Test
    void patternsAreTheWaysToSplitItemsAmongNamelessAgents() {
        Environment auction = StaticAuction.of(Reals.of(1, 1, 1), 2, StaticAuction.Valuation.ADDITIVE);
        assertThat(Sharing.byPattern(auction.rewards()).size()).isEqualTo(4);
        assertThat(Sharing.coarseToFine(auction)).extracting(Sharing::size).containsExactly(4, 16);
    }

    @Test
    void moreCoordinatesThanSobolPointsHaveAreRefused() {
        assertThatThrownBy(() -> new SobolPoints(21_202, new RandomStream(1, "points")))
                .hasMessageStartingWith(
                        "optimizer.kind searches 21202 coordinates and a Sobol sequence has at most 21201\nMaybe ");
    }

    @Test
    void anOddNumberOfPerturbationsIsRefused() {
        assertThatThrownBy(() -> new SearchSettings.Differences(7, 0.05))
                .hasMessage("perturbations = 7 must be even and at least 2: they come in pairs\nMaybe 20.");
    }
}
