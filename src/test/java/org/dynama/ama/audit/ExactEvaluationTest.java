package org.dynama.ama.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.mechanism.RandomParameters;
import org.dynama.ama.objective.Objective;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.dynama.world.Gridworld;
import org.dynama.world.SequentialSales;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactEvaluationTest {

    /** Linear programs and dynamic programs give the same revenue in every profile, for any weights and boosts. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void bothExactSolversAgreeProfileByProfile(long seed) {
        Environment environment = SequentialSales.asymmetric(4, 3);
        AmaParameters parameters = RandomParameters.of(environment, new Random(seed));
        try (Solvers solvers = Solvers.kernel(environment.mdp(), environment.rewards(), 1, 2)) {
            ExactEvaluation exact = new ExactEvaluation(environment, new Objective("both", 1, 0.3), solvers);
            Profiles profiles = Profiles.draw(environment.agents(), new RandomStream(seed, "evaluation"), 0, 1000);
            Evaluation lp = exact.byLinearPrograms(parameters, profiles, done -> {});
            Evaluation dp = exact.byDynamicPrograms(parameters, profiles, done -> {});
            for (int b = 0; b < profiles.count(); b++) {
                assertThat(lp.revenue().get(b)).isCloseTo(dp.revenue().get(b), within(1e-9));
                assertThat(lp.vcgRevenue().get(b)).isCloseTo(dp.vcgRevenue().get(b), within(1e-9));
            }
            assertThat(lp.objective().mean()).isCloseTo(dp.objective().mean(), within(1e-9));
            assertThat(lp.exactness().programs()).isEqualTo(2L * 5 * 1000);
            assertThat(lp.exactness().largestDualityGap()).isLessThan(1e-12);
            assertThat(dp.exactness()).isNull();
        }
    }

    /** Dynamic programs with proofs come to the same numbers as programs alone, with and without cycles, and prove each optimum. */
    @Test
    void provenEvaluationsAgreeWithProgramsAlone() {
        for (Environment environment : List.of(SequentialSales.asymmetric(3, 2), Gridworld.torus(3, 3))) {
            AmaParameters parameters = RandomParameters.of(environment, new Random(2));
            try (Solvers solvers =
                    Solvers.kernel(environment.mdp(), environment.rewards(), environment.dimension(), 2)) {
                ExactEvaluation exact = new ExactEvaluation(environment, Objective.REVENUE, solvers);
                Profiles profiles = Profiles.draw(environment.agents(), new RandomStream(4, "evaluation"), 0, 64);
                Evaluation lp = exact.byLinearPrograms(parameters, profiles, done -> {});
                Evaluation proven = exact.byProof(parameters, profiles, done -> {});
                for (int b = 0; b < profiles.count(); b++) {
                    assertThat(proven.revenue().get(b)).isCloseTo(lp.revenue().get(b), within(1e-9));
                    assertThat(proven.vcgRevenue().get(b))
                            .isCloseTo(lp.vcgRevenue().get(b), within(1e-9));
                }
                assertThat(proven.exactness().programs()).isEqualTo(2L * 4 * 64);
                assertThat(proven.exactness().unproven()).isZero();
                assertThat(proven.exactness().largestDualityGap()).isLessThan(1e-12);
            }
        }
    }

    /** Every run visits each stage once, whatever the mechanism does there. */
    @Test
    void meanVisitsOfEveryStageSumToOne() {
        Environment environment = SequentialSales.uniform(3, 2);
        try (Solvers solvers = Solvers.kernel(environment.mdp(), environment.rewards(), 1, 2)) {
            Evaluation evaluation = new ExactEvaluation(environment, Objective.REVENUE, solvers)
                    .byDynamicPrograms(
                            RandomParameters.of(environment, new Random(5)),
                            Profiles.draw(environment.agents(), new RandomStream(1, "visits"), 0, 500),
                            done -> {});
            double first = evaluation.visits().stream().limit(4).sum();
            double second = evaluation.visits().stream().skip(4).sum();
            assertThat(first).isCloseTo(1, within(1e-12));
            assertThat(second).isCloseTo(1, within(1e-12));
        }
    }
}
