package org.dynama.ama.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.objective.Objective;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.dynama.world.SequentialSales;
import org.junit.jupiter.api.Test;

/** Where types repeat each distinct profile is solved once, and nothing else is other than if all were. */
class DistinctTest {
    private static Profiles repeated(Environment sale, int count) {
        double[] types = Profiles.draw(sale.agents(), new RandomStream(3, "types"), 0, count)
                .toArray();
        for (int k = 0; k < types.length; k++) {
            types[k] = Math.ceil(3 * types[k]) / 10;
        }
        return Profiles.of(sale.agentCount(), 1, count, types);
    }

    @Test
    void aBatchOfFewTypesIsEvaluatedAsIfEachProfileWereSolved() {
        Environment sale = SequentialSales.uniform(3, 2);
        Profiles profiles = repeated(sale, 1_000);
        Distinct distinct = Distinct.of(profiles);
        assertThat(distinct).isNotNull();
        assertThat(distinct.profiles().count()).isEqualTo(27);
        try (Solvers solvers = Solvers.kernel(sale.mdp(), sale.rewards(), 1, 1)) {
            ExactEvaluation exact = new ExactEvaluation(sale, Objective.REVENUE, solvers);
            AmaParameters vcg = AmaParameters.vcg(sale);
            Evaluation all = exact.byDynamicPrograms(vcg, profiles, done -> {});
            Evaluation programs = exact.byLinearPrograms(vcg, profiles, done -> {});
            double[] visits = new double[all.visits().size()];
            double[] payments = new double[3];
            for (int b = 0; b < profiles.count(); b++) {
                Evaluation one = exact.byDynamicPrograms(vcg, profiles.slice(b, b + 1), done -> {});
                assertThat(all.revenue().get(b)).isEqualTo(one.revenue().get(0));
                assertThat(programs.revenue().get(b)).isCloseTo(one.revenue().get(0), within(1e-12));
                for (int pair = 0; pair < visits.length; pair++) {
                    visits[pair] += one.visits().get(pair) / profiles.count();
                }
                for (int i = 0; i < 3; i++) {
                    payments[i] += one.payments().get(i) / profiles.count();
                }
            }
            assertThat(all.visits().toArray()).containsExactly(visits, within(1e-12));
            assertThat(all.payments().toArray()).containsExactly(payments, within(1e-12));
            assertThat(all.settling().profiles()).isEqualTo(profiles.count());
        }
    }

    @Test
    void profilesThatDoNotRepeatAreLeftAsTheyAre() {
        Environment sale = SequentialSales.uniform(3, 2);
        assertThat(Distinct.of(Profiles.draw(sale.agents(), new RandomStream(3, "types"), 0, 1_000)))
                .isNull();
    }
}
