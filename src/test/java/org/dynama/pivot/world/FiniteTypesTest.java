package org.dynama.pivot.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.commons.rng.simple.RandomSource;
import org.dynama.model.DiscreteTypes;
import org.dynama.model.EmpiricalTypes;
import org.dynama.model.Reals;
import org.dynama.model.TypeDistribution;
import org.dynama.model.Univariate;
import org.dynama.world.market.MarketAgent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FiniteTypesTest {
    private static FiniteTypes of(TypeDistribution distribution, int cells) {
        return FiniteTypes.of(new MarketAgent("a", new MarketAgent.Drawn(distribution, "")), cells);
    }

    static List<Univariate> distributions() {
        return List.of(
                new Univariate.Normal(1, 2, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
                new Univariate.Normal(0, 1, 0.5, 3),
                new Univariate.Exponential(2, 0, Double.POSITIVE_INFINITY),
                new Univariate.Exponential(1, 0.25, 1),
                new Univariate.Beta(2, 0.5, -1, 3));
    }

    /** Of 40,000 draws as many lie below a cell's median as should, within four standard errors. */
    @ParameterizedTest
    @MethodSource("distributions")
    void cellsHaveEqualProbabilityAndTheirMedians(Univariate distribution) {
        double[] medians = TypeCells.of(distribution, 4);
        var random = RandomSource.XO_SHI_RO_256_PP.create(5);
        int draws = 40_000;
        int[] below = new int[4];
        for (int b = 0; b < draws; b++) {
            double drawn = distribution.sample(random);
            for (int k = 0; k < 4; k++) {
                below[k] += drawn < medians[k] ? 1 : 0;
            }
        }
        for (int k = 0; k < 4; k++) {
            double share = (k + 0.5) / 4;
            assertThat(below[k] / (double) draws).isCloseTo(share, within(4 * Math.sqrt(share * (1 - share) / draws)));
        }
    }

    /** A component that cannot differ has one value. */
    @Test
    void aBoxBecomesAllCombinations() {
        FiniteTypes types = of(new TypeDistribution.Uniform(Reals.of(0, 3, 1), Reals.of(1, 3, 5)), 2);
        assertThat(types.agent().types())
                .containsExactly("(0.25, 3, 2)", "(0.25, 3, 4)", "(0.75, 3, 2)", "(0.75, 3, 4)");
        assertThat(types.agent().prior()).isEqualTo(Reals.filled(4, 0.25));
        assertThat(types.isGrid()).isTrue();
    }

    /** Finite types are what they are, equal ones once. */
    @Test
    void finiteTypesNeedNoGrid() {
        FiniteTypes discrete =
                of(new DiscreteTypes(List.of(Reals.of(2), Reals.of(0.5), Reals.of(2)), Reals.of(1, 2, 1)), 7);
        assertThat(discrete.agent().types()).containsExactly("2", "0.5");
        assertThat(discrete.agent().prior()).isEqualTo(Reals.of(0.5, 0.5));
        assertThat(discrete.isGrid()).isFalse();
        assertThat(of(new EmpiricalTypes(Reals.of(1, 3, 1, 1), 1), 7).agent().prior())
                .isEqualTo(Reals.of(0.75, 0.25));
        FiniteTypes one = of(new TypeDistribution.OneComponent(Reals.of(0, 2, 4)), 2);
        assertThat(one.agent().types()).containsExactly("(0, 0.5, 0)", "(0, 1.5, 0)", "(0, 0, 1)", "(0, 0, 3)");
    }

    /** What is too large is told before it is made, with the grid that fits. */
    @Test
    void aGridThatDoesNotFitIsRefusedWithOneThatDoes() {
        String market = """
                {"initial": {"s": 1},
                 "agents": [{"name": "a", "types": {"dimension": 5, "distribution":
                              {"kind": "uniform", "low": [0, 0, 0, 0, 0], "high": [1, 1, 1, 1, 1]}}},
                            {"name": "b", "types": {"distribution": {"kind": "exponential", "mean": [1]}}}],
                 "actions": [{"state": "s", "name": "sell", "next": {}, "rewards": {"a": {"type": [1, 1, 1, 1, 1]}}}]}
                """;
        assertThatThrownBy(() -> WorldFile.parse("x.json", market, 1L << 30, 100))
                .hasMessageContaining(
                        "cannot be used: 2 agents' [10000000000, 100] types and 2 public states are 2.000e+12")
                .hasMessageContaining("Maybe environment.grid: 10, which fits.");
        assertThat(WorldFile.parse("x.json", market, 1L << 30, 3).notes())
                .contains("a's types are a grid of 243: each number has the medians of 3 cells of equal probability");
    }

    @Test
    void anAverageHorizonIsRefused() {
        assertThatThrownBy(() -> WorldFile.parse("x.json", """
                {"horizon": {"kind": "average"}, "initial": {"s": 1}, "agents": [{"name": "a", "types": ["t"]}],
                 "actions": [{"state": "s", "name": "rest"}]}
                """, 1L << 30, 3))
                .hasMessageContaining("x.json:1: pivot needs a horizon that is finite")
                .hasMessageContaining("horizon.kind in line 1 has neither an end nor a discount");
    }
}
