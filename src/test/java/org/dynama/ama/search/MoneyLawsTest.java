package org.dynama.ama.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.dynama.ama.audit.Bound;
import org.dynama.ama.audit.ExactEvaluation;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.objective.Estimate;
import org.dynama.ama.objective.Objective;
import org.dynama.ama.search.SearchState.Candidate;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.dynama.world.Gridworld;
import org.dynama.world.SequentialSales;
import org.dynama.world.StaticAuction;
import org.dynama.world.StaticAuction.Valuation;
import org.dynama.world.TaskScheduling;
import org.dynama.world.TaskScheduling.LoadRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Money has no natural unit: a search in cents ends where one in dollars does. */
class MoneyLawsTest {

    /** A search by an optimizer, with boosts as they are shared by default and weights. */
    private record Case(
            String name, Environment environment, Objective objective, Optimizer optimizer, boolean weights) {
        @Override
        public String toString() {
            return name + ", " + optimizer.key();
        }
    }

    private static List<Case> cases() {
        Environment sales = SequentialSales.asymmetric(3, 2);
        Environment costly = new Environment(
                "sales with costs",
                sales.mdp(),
                sales.agents(),
                sales.rewards(),
                costs(sales.mdp().pairCount()));
        Environment tasks = TaskScheduling.retyped(TaskScheduling.uniformBounds(2), 3, LoadRule.QUEUE, 5);
        Objective profit = new Objective("profit", Objective.Sense.MAX, 1, 0, List.of(1.0));
        Environment goods = StaticAuction.of(Reals.of(1, 0.4), 2, Valuation.ADDITIVE);
        Environment many = StaticAuction.of(
                StaticAuction.uniform(Reals.of(1, 1, 1), 4), 4, Valuation.ADDITIVE, StaticAuction.Form.COUNTS);
        return List.of(
                new Case("sales", sales, Objective.REVENUE, Optimizer.AUTO, true),
                new Case("sales", sales, Objective.REVENUE, Optimizer.ZEROTH_ORDER, true),
                new Case("sales", sales, Objective.REVENUE, Optimizer.SOBOL, true),
                new Case("sales with costs", costly, profit, Optimizer.REGULARIZED_GRADIENT, true),
                new Case("tasks", tasks, Objective.minimizing("makespan", 0, 1), Optimizer.AUTO, false),
                new Case("unlike goods", goods, Objective.REVENUE, Optimizer.AUTO, false),
                new Case("many goods", many, Objective.REVENUE, Optimizer.AUTO, false),
                new Case("torus", Gridworld.torus(2, 3), Objective.REVENUE, Optimizer.AUTO, false));
    }

    private static Reals costs(int pairs) {
        double[] costs = new double[pairs];
        Arrays.setAll(costs, pair -> pair % 4 == 0 ? 0 : -0.05 * (pair % 4));
        return Reals.of(costs);
    }

    static Stream<Arguments> powers() {
        return cases().stream().flatMap(one -> Stream.of(-70, 5).map(exponent -> Arguments.of(one, exponent)));
    }

    private static SearchState search(Case one, Environment environment, List<TraceRow> trace) {
        SearchSettings settings = new SearchSettings(
                one.optimizer,
                new SearchSettings.Coordinates(BoostSharing.AUTO, one.weights),
                new SearchSettings.Points(64, 2),
                new SearchSettings.Ascent(64, 20, 0.05),
                new SearchSettings.Entropy(true, 0.01),
                new SearchSettings.Differences(4, 0.1),
                1);
        try (MechanismSearch search =
                new MechanismSearch(environment, one.objective, settings, MoneyLawsTest::solvers)) {
            return search.run(trace::add);
        }
    }

    private static Solvers solvers(Environment world) {
        return Solvers.kernel(world.mdp(), world.rewards(), world.dimension(), 2);
    }

    /** What is wanted a billion times as much, or as little, is found by the same steps. */
    @ParameterizedTest(name = "{0}, 2^{1}")
    @MethodSource("powers")
    void weightsOfAnObjectiveTimesAPowerOfTwoLeadToTheSameBits(Case one, int exponent) {
        Candidate best = search(one, one.environment, new ArrayList<>()).best();
        Case wanted = new Case(one.name, one.environment, one.objective.scaled(exponent), one.optimizer, one.weights);
        Candidate found = search(wanted, one.environment, new ArrayList<>()).best();
        assertThat(found.parameters()).isEqualTo(best.parameters());
        assertThat(found.validation()).isEqualTo(times(best.validation(), exponent));
    }

    /** Money times a power of two: boosts and objectives times that, weights and steps the same, to the last bit. */
    @ParameterizedTest(name = "{0}, 2^{1}")
    @MethodSource("powers")
    void moneyTimesAPowerOfTwoLeadsToTheSameBits(Case one, int exponent) {
        List<TraceRow> rows = new ArrayList<>();
        List<TraceRow> times = new ArrayList<>();
        Candidate best = search(one, one.environment, rows).best();
        Candidate found = search(one, one.environment.scaled(exponent), times).best();
        assertThat(found.parameters().weights()).isEqualTo(best.parameters().weights());
        assertThat(found.parameters().boosts())
                .isEqualTo(best.parameters().boosts().scaled(exponent))
                .isNotEqualTo(AmaParameters.vcg(one.environment).boosts().scaled(exponent));
        assertThat(found.validation()).isEqualTo(times(best.validation(), exponent));
        boolean inMoney = one.optimizer != Optimizer.ZEROTH_ORDER;
        assertThat(times).hasSameSizeAs(rows);
        for (int k = 0; k < rows.size(); k++) {
            TraceRow row = rows.get(k);
            TraceRow expected = new TraceRow(
                    row.phase(),
                    row.start(),
                    row.step(),
                    times(row.objective(), exponent),
                    inMoney ? Math.scalb(row.temperature(), exponent) : row.temperature(),
                    times.get(k).seconds());
            assertThat(times.get(k)).isEqualTo(expected);
        }
    }

    private static Estimate times(Estimate estimate, int exponent) {
        return new Estimate(
                Math.scalb(estimate.mean(), exponent),
                Math.scalb(estimate.standardError(), exponent),
                estimate.count());
    }

    /** A world in other money has the same kind of losses: a makespan still has its bound. */
    @Test
    void aWorldInOtherMoneyHasItsBound() {
        Environment tasks = TaskScheduling.of(TaskScheduling.uniformBounds(2), 3, LoadRule.QUEUE);
        Objective makespan = Objective.minimizing("makespan", 0, 1);
        assertThat(Objects.requireNonNull(Bound.of(tasks, makespan, 1)).kind()).isEqualTo("full-information");
        assertThat(Objects.requireNonNull(Bound.of(tasks.scaled(3), makespan, 1))
                        .kind())
                .isEqualTo("full-information");
    }

    /** Types in other money, by any factor: on the same profiles what is found earns the same within two standard errors. */
    @ParameterizedTest(name = "money times {0}")
    @ValueSource(doubles = {1e-9, 1e-3, 7, 1e6, 1e12})
    void moneyTimesAnyFactorEarnsAsMuch(double factor) {
        Environment environment = SequentialSales.uniform(3, 2);
        Case one = new Case("sales", environment, Objective.REVENUE, Optimizer.AUTO, false);
        Environment dear = SequentialSales.of(Reals.filled(3, factor), 2);
        AmaParameters found = search(one, dear, new ArrayList<>()).best().parameters();
        AmaParameters back = new AmaParameters(
                found.weights(),
                Reals.of(found.boosts().stream().map(boost -> boost / factor).toArray()));
        AmaParameters base = search(one, environment, new ArrayList<>()).best().parameters();
        Profiles profiles = Profiles.draw(environment.agents(), new RandomStream(1, "fresh"), 0, 20_000);
        try (Solvers solvers = solvers(environment)) {
            ExactEvaluation exact = new ExactEvaluation(environment, Objective.REVENUE, solvers);
            Estimate difference = Estimate.ofDifference(
                    exact.byDynamicPrograms(back, profiles, done -> {})
                            .revenue()
                            .toArray(),
                    exact.byDynamicPrograms(base, profiles, done -> {})
                            .revenue()
                            .toArray());
            assertThat(Math.abs(difference.mean())).isLessThan(1e-9);
        }
    }
}
