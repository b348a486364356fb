package org.dynama.ama.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.mechanism.DpMaximizer;
import org.dynama.ama.mechanism.Outcome;
import org.dynama.ama.mechanism.SettledMechanism;
import org.dynama.ama.objective.Objective;
import org.dynama.ama.study.Promises;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.dynama.world.SequentialSales;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Evaluation, outcomes and audits of a fixed mechanism do not know what a unit of money is. */
class UnitLawsTest {
    private static final int PROFILES = 200;
    private static final double[] HIGHS = {1, 0.5, 0.25};

    private static Environment sale(double unit) {
        return SequentialSales.of(
                Reals.of(Arrays.stream(HIGHS).map(high -> high * unit).toArray()), 2);
    }

    private static AmaParameters parameters(Environment sale, double unit) {
        Random random = new Random(1);
        double[] boosts = random.doubles(sale.mdp().pairCount(), -0.3, 0.3)
                .map(boost -> boost * unit)
                .toArray();
        return new AmaParameters(Reals.of(1, 0.9, 1.2), Reals.of(boosts));
    }

    private static Profiles profiles(double unit) {
        double[] types = Profiles.draw(sale(1).agents(), new RandomStream(1, "types"), 0, PROFILES)
                .toArray();
        Arrays.setAll(types, k -> types[k] * unit);
        return Profiles.of(HIGHS.length, 1, PROFILES, types);
    }

    private static Solvers solvers(Environment sale) {
        return Solvers.kernel(sale.mdp(), sale.rewards(), 1, 1);
    }

    private static List<Evaluation> evaluations(double unit, Environment sale) {
        try (Solvers solvers = solvers(sale)) {
            ExactEvaluation exact = new ExactEvaluation(sale, Objective.REVENUE, solvers);
            AmaParameters parameters = parameters(sale, unit);
            return List.of(
                    exact.byDynamicPrograms(parameters, profiles(unit), done -> {}),
                    exact.byLinearPrograms(parameters, profiles(unit), done -> {}));
        }
    }

    /** Means, payments, visits and losses: to 1e-12, in any unit, by either route. */
    @ParameterizedTest(name = "times {0}")
    @ValueSource(doubles = {1e-9, 1e-3, 7, 1e6, 1e12})
    void evaluationScales(double unit) {
        List<Evaluation> ones = evaluations(1, sale(1));
        List<Evaluation> others = evaluations(unit, sale(unit));
        for (int route = 0; route < 2; route++) {
            Evaluation one = ones.get(route);
            Evaluation other = others.get(route);
            assertThat(other.objective().mean())
                    .isCloseTo(unit * one.objective().mean(), within(1e-12 * unit));
            assertThat(other.vcg().mean()).isCloseTo(unit * one.vcg().mean(), within(1e-12 * unit));
            for (int i = 0; i < HIGHS.length; i++) {
                assertThat(other.payments().get(i))
                        .isCloseTo(unit * one.payments().get(i), within(1e-12 * unit));
            }
            assertThat(other.visits()).isEqualTo(one.visits());
            assertThat(other.settling().open()).isZero();
            assertThat(Promises.in(sale(unit)).participation(other.loss(), "").status())
                    .isEqualTo(
                            Promises.in(sale(1)).participation(one.loss(), "").status());
        }
    }

    /** What lies gain: the same verdict in any unit. */
    @ParameterizedTest(name = "times {0}")
    @ValueSource(doubles = {1e-9, 1e-3, 7, 1e6, 1e12})
    void auditsScale(double unit) {
        Environment sale = sale(unit);
        try (Solvers solvers = solvers(sale)) {
            IncentiveAudit audit = IncentiveAudit.of(
                    sale,
                    new SettledMechanism(sale, parameters(sale, unit)).audited(),
                    solvers,
                    new RandomStream(1, "audit"),
                    300,
                    done -> {});
            assertThat(Promises.in(sale)
                            .incentives(audit.misreports(), audit.gain(), "")
                            .fails())
                    .isFalse();
            assertThat(audit.gain().amount()).isLessThanOrEqualTo(1e-12 * unit);
        }
    }

    /** A constant that the designer earns at every action changes no policy and no payment, however large. */
    @ParameterizedTest(name = "plus {0}")
    @ValueSource(doubles = {-3, 1e6, 1e10, 1e14})
    void aConstantOfTheDesignerChangesNothing(double constant) {
        Environment sale = sale(1);
        double[] designer = new double[sale.mdp().pairCount()];
        for (int pair = 0; pair < designer.length; pair++) {
            designer[pair] = constant;
        }
        Environment richer = new Environment("richer", sale.mdp(), sale.agents(), sale.rewards(), Reals.of(designer));
        Outcome one = outcome(sale);
        Outcome other = outcome(richer);
        for (int b = 0; b < one.count(); b++) {
            for (int i = 0; i < HIGHS.length; i++) {
                assertThat(other.payment(i, b)).isCloseTo(one.payment(i, b), within(1e-9 * HIGHS[i]));
                assertThat(other.reward(i, b)).isCloseTo(one.reward(i, b), within(1e-15));
            }
        }
    }

    private static Outcome outcome(Environment sale) {
        try (Solvers solvers = solvers(sale)) {
            Outcome[] found = new Outcome[1];
            solvers.forEach(
                    100,
                    (solver, from, to) -> new SettledMechanism(sale, AmaParameters.vcg(sale))
                            .outcome(
                                    new DpMaximizer(solver, sale.losses()),
                                    profiles(1).slice(from, to)),
                    outcome -> found[0] = outcome);
            return found[0];
        }
    }
}
