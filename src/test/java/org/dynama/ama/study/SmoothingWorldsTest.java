package org.dynama.ama.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.dynama.ama.SmoothingStudy;
import org.dynama.ama.mechanism.AffineMaximizer;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.objective.Objective;
import org.dynama.ama.search.MoneyUnit;
import org.dynama.config.ConfigException;
import org.dynama.config.Document;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.solver.Regularizer.ConditionalEntropy;
import org.dynama.solver.pool.Solvers;
import org.dynama.study.Progress;
import org.dynama.world.Environment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Smoothing in every world that has an entropy, for every objective. */
class SmoothingWorldsTest {
    private static final String SCHEDULING = "environment: {kind: task-scheduling, agents: 3, tasks: 2}\n";

    private static SmoothingStudy.Spec spec(String text) {
        SmoothingStudy study = new SmoothingStudy();
        return study.read(Document.parse("x.yaml", text, study.schema(), List.of()));
    }

    /** What is softened tends to what is not, whatever is wanted and whoever is masked. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                SCHEDULING + "objective: makespan",
                SCHEDULING + "objective: revenue",
                SCHEDULING + "objective: {revenue: 1, welfare: 0.5, makespan: -2}",
                "environment: {kind: task-scheduling, agents: 2, tasks: 2, absence: worst-type}\nobjective: revenue",
                "environment: {kind: gridworld, agents: 2, size: 2}\nobjective: {revenue: 1, welfare: 1}",
            })
    void theLimitIsTheHardObjective(String text) {
        SearchSpec spec = spec(text).search();
        Environment world = spec.environment();
        Profiles profiles = Profiles.draw(world.agents(), new RandomStream(1, "evaluation"), 0, 300);
        MoneyUnit unit = MoneyUnit.of(world);
        Environment inside = unit.in(world);
        try (Solvers solvers = Solvers.kernel(inside.mdp(), inside.rewards(), inside.dimension(), 1)) {
            List<SmoothingRecord.Row> rows = new Smoothing(world, spec.objective(), unit, solvers, profiles)
                    .curves(Reals.of(1, 1e-4), Progress.SILENT);
            for (int k = 0; k < rows.size(); k += 2) {
                double hot = Math.abs(rows.get(k).difference().mean());
                double cool = Math.abs(rows.get(k + 1).difference().mean());
                assertThat(hot).isGreaterThan(1e-2);
                assertThat(cool).isLessThan(1e-3 * hot);
            }
            assertThat(rows.get(0).hard().mean() > 0).isEqualTo(!text.contains("revenue") || text.contains("grid"));
        }
    }

    /**
     * One task, three workers who are masked: without one the others share it by logistic odds; her pay is what that costs
     * them less what they bear with her.
     */
    @Test
    void softenedPayOfMaskedWorkersIsInClosedForm() {
        SearchSpec spec = spec("environment: {kind: task-scheduling, agents: 3, tasks: 1}")
                .search();
        Environment world = spec.environment();
        double temperature = 0.3;
        Profiles one = Profiles.of(3, 1, 1, 0.5, 1.1, 1.7);
        double[] costs = {0.5, 1.1, 1.7};
        double expected = 0;
        for (int i = 0; i < 3; i++) {
            expected += -logistic(costs, temperature, i) + borneByOthers(costs, temperature, i);
        }
        try (Solvers solvers = Solvers.kernel(world.mdp(), world.rewards(), 1, 1)) {
            double[] pay = new SoftObjective(world, Objective.REVENUE, solvers)
                    .values(
                            new AffineMaximizer(world, AmaParameters.vcg(world)),
                            one,
                            new ConditionalEntropy(temperature));
            assertThat(pay[0]).isCloseTo(expected, within(1e-12));
        }
    }

    /** The mean cost of the others when worker {@code i} is masked. */
    private static double logistic(double[] costs, double temperature, int i) {
        double sum = 0;
        double weighted = 0;
        for (int j = 0; j < costs.length; j++) {
            double odds = j == i ? 0 : Math.exp(-costs[j] / temperature);
            sum += odds;
            weighted += odds * costs[j];
        }
        return weighted / sum;
    }

    private static double borneByOthers(double[] costs, double temperature, int i) {
        double sum = 0;
        double weighted = 0;
        for (int j = 0; j < costs.length; j++) {
            double odds = Math.exp(-costs[j] / temperature);
            sum += odds;
            weighted += j == i ? 0 : odds * costs[j];
        }
        return weighted / sum;
    }

    /** The logarithm of the difference falls by the gap, and by the gap over the stages at least where visits are softened. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "environment: {kind: sequential-sales, agents: 3, items: 2}",
                SCHEDULING + "objective: makespan",
                SCHEDULING + "objective: revenue",
            })
    void differencesInOneProfileFallExponentially(String text) {
        SearchSpec spec = spec(text).search();
        Environment world = spec.environment();
        Profiles profiles = Profiles.draw(world.agents(), new RandomStream(1, "evaluation"), 0, 101);
        MoneyUnit unit = MoneyUnit.of(world);
        Environment inside = unit.in(world);
        try (Solvers solvers = Solvers.kernel(inside.mdp(), inside.rewards(), inside.dimension(), 1)) {
            for (SmoothingRecord.Rate rate :
                    new Smoothing(world, spec.objective(), unit, solvers, profiles).rates(Reals.of(1))) {
                boolean joint = rate.entropy().equals("joint");
                assertThat(-rate.slope() / rate.gap()).isBetween(joint ? 0.49 : 0.97, 1.03);
                assertThat(rate.points()).allSatisfy(point -> {
                    if (point.bound() != null) {
                        assertThat(point.difference()).isLessThanOrEqualTo(point.bound());
                    }
                });
                assertThat(rate.points().stream().anyMatch(point -> point.bound() != null))
                        .isEqualTo(joint);
            }
        }
    }

    @Test
    void worldsWithoutAnEntropyAndTooFewProfilesAreRefused() {
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> spec("environment: {kind: gridworld}\ngradients: {profiles: 100}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(":2: gradients.profiles = 100 must be 0 or at least 512, for two estimates")
                .hasMessageContaining("Maybe gradients.profiles: 0.");
    }
}
