package org.dynama.ama.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.mechanism.RandomParameters;
import org.dynama.ama.objective.Objective;
import org.dynama.ama.search.MoneyUnit;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.solver.pool.Solvers;
import org.dynama.study.Progress;
import org.dynama.world.Environment;
import org.dynama.world.SequentialSales;
import org.dynama.world.StaticAuction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Theorem 4.3 and Corollary 4.4 of Curry et al. (2024). */
class SmoothingTest {

    private static List<SmoothingRecord.Row> rows(
            Environment environment, AmaParameters parameters, Profiles profiles, double... temperatures) {
        try (Solvers solvers = Solvers.kernel(environment.mdp(), environment.rewards(), environment.dimension(), 2)) {
            return new Smoothing(environment, Objective.REVENUE, MoneyUnit.of(environment), solvers, profiles)
                    .curves("any", parameters, Reals.of(temperatures), Progress.SILENT);
        }
    }

    /** The softened revenue of any mechanism comes closer to the hard one as temperature falls, and tends to it. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void softenedRevenueTendsToTheHardOne(long seed) {
        Environment environment = SequentialSales.asymmetric(3, 2);
        Profiles profiles = Profiles.draw(environment.agents(), new RandomStream(seed, "evaluation"), 0, 2000);
        AmaParameters parameters = RandomParameters.of(environment, new Random(seed));
        List<SmoothingRecord.Row> rows = rows(environment, parameters, profiles, 1, 1e-2, 1e-6);
        assertThat(rows).extracting(SmoothingRecord.Row::temperature).containsExactly(1.0, 1e-2, 1e-6, 1.0, 1e-2, 1e-6);
        for (int first : new int[] {0, 3}) {
            double hot = Math.abs(rows.get(first).difference().mean());
            double cool = Math.abs(rows.get(first + 1).difference().mean());
            assertThat(cool).isLessThan(hot / 4);
            // Ties closer than the temperature are rare among 2,000 profiles, and count little.
            assertThat(rows.get(first + 2).difference().mean()).isCloseTo(0, within(1e-4));
        }
    }

    /** Money times a power of two, temperatures too: the same bits times it. */
    @ParameterizedTest(name = "2^{0}")
    @ValueSource(ints = {-40, 30})
    void softenedRevenueKnowsNoUnit(int exponent) {
        Environment one = SequentialSales.uniform(2, 2);
        Environment other = one.scaled(exponent);
        Profiles profiles = Profiles.draw(one.agents(), new RandomStream(1, "evaluation"), 0, 200);
        List<SmoothingRecord.Row> small = curves(one, profiles, 0.5, 1e-3);
        List<SmoothingRecord.Row> large =
                curves(other, profiles, Math.scalb(0.5, exponent), Math.scalb(1e-3, exponent));
        assertThat(small.stream().map(row -> Math.scalb(row.revenue().mean(), exponent)))
                .containsExactlyElementsOf(
                        large.stream().map(row -> row.revenue().mean()).toList());
    }

    private static List<SmoothingRecord.Row> curves(
            Environment environment, Profiles profiles, double... temperatures) {
        MoneyUnit unit = MoneyUnit.of(environment);
        Environment world = unit.in(environment);
        try (Solvers solvers = Solvers.kernel(world.mdp(), world.rewards(), world.dimension(), 1)) {
            return new Smoothing(environment, Objective.REVENUE, unit, solvers, profiles)
                    .curves(Reals.of(temperatures), Progress.SILENT);
        }
    }

    /** One item, one agent, reserve k: she pays {@code k (pi_-1(keep) - pi(keep))}, a difference of two logistics. */
    @Test
    void softenedRevenueOfAReserveIsInClosedForm() {
        Environment environment = StaticAuction.of(Reals.of(1), 1, StaticAuction.Valuation.ADDITIVE);
        Profiles profiles = Profiles.draw(environment.agents(), new RandomStream(1, "evaluation"), 0, 500);
        double reserve = 0.5;
        double temperature = 0.1;
        double expected = IntStream.range(0, 500)
                .mapToDouble(b -> reserve
                        * (logistic(reserve / temperature)
                                - logistic((reserve - profiles.type(0, 0, b)) / temperature)))
                .average()
                .orElseThrow();
        AmaParameters parameters = new AmaParameters(Reals.of(1), Reals.of(reserve, 0));
        for (SmoothingRecord.Row row : rows(environment, parameters, profiles, temperature)) {
            assertThat(row.revenue().mean()).isCloseTo(expected, within(1e-12));
        }
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
