package org.dynama.solver.acyclic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.model.RandomMdps;
import org.dynama.model.RandomStream;
import org.dynama.refusal.Failure;
import org.dynama.solver.Measures;
import org.dynama.solver.Regularizer;
import org.dynama.world.Environment;
import org.dynama.world.SequentialSales;
import org.junit.jupiter.api.Test;

/** Softened solutions are made from memory that is lent: whoever still needs it keeps it. */
class SoftMeasuresTest {
    private static final Regularizer SOFT = new Regularizer.JointEntropy(0.1);
    private final Environment sales = SequentialSales.uniform(3, 2);
    private final int pairs = sales.mdp().pairCount();
    private final AffineWelfare welfare = RandomMdps.welfare(1, 3, pairs);
    private final AffineWelfare other = RandomMdps.welfare(2, 3, pairs);
    private final Profiles profiles = Profiles.draw(sales.agents(), new RandomStream(1, "profiles"), 0, 50);

    /** Neither the end of the solution nor another one in its place changes a pullback's rows. */
    @Test
    void aPullbackOutlivesItsSolution() {
        try (AcyclicSolver solver = new AcyclicSolver(sales.mdp(), sales.rewards(), 1)) {
            Measures.Regularized soft = solver.regularized(welfare, profiles, SOFT);
            Measures sensitivities = soft.pullback(other);
            double[] before = sensitivities.toArray();
            soft.close();
            try (Measures.Regularized second = solver.regularized(other, profiles, SOFT);
                    Measures more = second.pullback(welfare)) {
                assertThat(second.toArray()).isNotEqualTo(before);
                assertThat(more.sum()).isNotEqualTo(sensitivities.sum());
                assertThat(sensitivities.toArray()).isEqualTo(before);
            }
            sensitivities.close();
        }
    }

    /** Whether rows were asked for before changes no bit of a sum. */
    @Test
    void rowsLeaveSumsAlone() {
        try (AcyclicSolver solver = new AcyclicSolver(sales.mdp(), sales.rewards(), 1);
                Measures.Regularized soft = solver.regularized(welfare, profiles, SOFT);
                Measures sensitivities = soft.pullback(other)) {
            double[] visits = soft.sum();
            double[] lambdas = sensitivities.sum();
            soft.rewards();
            sensitivities.rewards();
            assertThat(soft.sum()).isEqualTo(visits);
            assertThat(sensitivities.sum()).isEqualTo(lambdas);
        }
    }

    /** Rows are made from the types at hand, so other types are refused. */
    @Test
    void rowsOfOtherProfilesAreRefused() {
        Profiles next = Profiles.draw(sales.agents(), new RandomStream(2, "profiles"), 0, 50);
        try (AcyclicSolver solver = new AcyclicSolver(sales.mdp(), sales.rewards(), 1);
                Measures.Regularized soft = solver.regularized(welfare, profiles, SOFT)) {
            solver.values(welfare, next);
            assertThatThrownBy(soft::toArray).isInstanceOf(Failure.class).hasMessageContaining("the solver has left");
        }
    }
}
