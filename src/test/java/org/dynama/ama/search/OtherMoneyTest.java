package org.dynama.ama.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.objective.Objective;
import org.dynama.model.Reals;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.dynama.world.SequentialSales;
import org.dynama.world.StaticAuction;
import org.dynama.world.StaticAuction.Valuation;
import org.dynama.world.TaskScheduling;
import org.dynama.world.TaskScheduling.LoadRule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Cents and dollars, a factor that is no power of two: the same mechanism, entry by entry, but for rounding. What has no slope at
 * all has one of rounding, beside which Adam's epsilon is not large: hence 1e-7.
 */
class OtherMoneyTest {
    private static final double CENTS = 100.0 / 3;

    private static Reals times(double factor, double... highs) {
        return Reals.of(highs).times(factor);
    }

    static Stream<Arguments> searches() {
        return Stream.of(
                of("sales", Optimizer.AUTO, Objective.REVENUE, f -> SequentialSales.of(times(f, 1, 0.7), 2)),
                of("sales", Optimizer.ZEROTH_ORDER, Objective.REVENUE, f -> SequentialSales.of(times(f, 1, 0.7), 2)),
                of(
                        "sales for both",
                        Optimizer.REGULARIZED_GRADIENT,
                        new Objective("both", 3, 1),
                        f -> SequentialSales.of(times(f, 1, 0.7), 2)),
                of(
                        "tasks",
                        Optimizer.AUTO,
                        Objective.REVENUE,
                        f -> TaskScheduling.of(times(f, 1, 2, 2), 2, LoadRule.QUEUE)),
                of(
                        "goods",
                        Optimizer.TERMINAL_CLASSES,
                        Objective.REVENUE,
                        f -> StaticAuction.of(times(f, 1, 0.7), 2, Valuation.ADDITIVE)));
    }

    private static Arguments of(
            String name, Optimizer optimizer, Objective objective, DoubleFunction<Environment> world) {
        return Arguments.of(name, optimizer, objective, world);
    }

    private static AmaParameters found(Environment world, Optimizer optimizer, Objective objective) {
        boolean weights = optimizer != Optimizer.TERMINAL_CLASSES;
        SearchSettings settings = new SearchSettings(
                optimizer,
                new SearchSettings.Coordinates(BoostSharing.AUTO, weights),
                new SearchSettings.Points(64, 2),
                new SearchSettings.Ascent(64, 60, 0.05),
                new SearchSettings.Entropy(true, 0.01),
                new SearchSettings.Differences(4, 0.1),
                1);
        try (MechanismSearch search = new MechanismSearch(
                world, objective, settings, one -> Solvers.kernel(one.mdp(), one.rewards(), one.dimension(), 1))) {
            return search.run(row -> {}).best().parameters();
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("searches")
    void theSameMechanism(
            String name, Optimizer optimizer, Objective objective, DoubleFunction<Environment> world) {
        AmaParameters one = found(world.apply(1), optimizer, objective);
        for (double factor : List.of(CENTS, 1e-10)) {
            AmaParameters other = found(world.apply(factor), optimizer, objective);
            assertThat(other.weights().size()).isEqualTo(one.weights().size());
            double size = one.boosts().stream().map(Math::abs).max().orElse(0);
            assertThat(size).isPositive();
            for (int i = 0; i < one.weights().size(); i++) {
                assertThat(other.weights().get(i)).isCloseTo(one.weights().get(i), within(1e-7));
            }
            for (int pair = 0; pair < one.boosts().size(); pair++) {
                assertThat(other.boosts().get(pair) / factor)
                        .as("boost %s times %s", pair, factor)
                        .isCloseTo(one.boosts().get(pair), within(1e-7 * size));
            }
        }
    }
}
