package org.dynama.ama.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.dynama.ama.mechanism.AffineMaximizer;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.mechanism.Maximizer;
import org.dynama.ama.mechanism.Mechanism;
import org.dynama.ama.mechanism.Outcome;
import org.dynama.ama.mechanism.RandomParameters;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.dynama.world.SequentialSales;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncentiveAuditTest {

    /** In an affine maximizer with any positive weights and any boosts, no misreport pays and nobody loses. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noMisreportPaysInAnyAffineMaximizer(long seed) {
        Environment environment = SequentialSales.asymmetric(3, 3);
        AmaParameters parameters = RandomParameters.of(environment, new Random(seed));
        IncentiveAudit audit = audit(environment, new AffineMaximizer(environment, parameters), seed);
        assertThat(audit.misreports()).isGreaterThanOrEqualTo(100_000);
        // Rounding of numbers of size one.
        assertThat(audit.gain().amount()).isLessThan(1e-9);
        assertThat(audit.loss().amount()).isLessThan(1e-12);
    }

    /** Where the payment rule forgets the weights, the audit finds a lie that pays. */
    @Test
    void aMechanismWithWrongPaymentsIsFound() {
        Environment environment = SequentialSales.uniform(3, 2);
        AmaParameters weighted = new AmaParameters(
                Reals.of(0.5, 1, 2), Reals.filled(environment.mdp().pairCount(), 0));
        AffineMaximizer policy = new AffineMaximizer(environment, weighted);
        AffineMaximizer payments = new AffineMaximizer(environment, AmaParameters.vcg(environment));
        IncentiveAudit audit = audit(environment, new Mismatched(policy, payments), 1);
        assertThat(audit.gain().amount()).isGreaterThan(0.1);
    }

    /** Follows one mechanism's policy and charges another's payments. */
    private record Mismatched(AffineMaximizer policy, AffineMaximizer payments) implements Mechanism {
        @Override
        public Outcome outcome(Maximizer maximizer, Profiles reports) {
            return payments.outcome(maximizer, reports);
        }

        @Override
        public double[] occupancies(Maximizer maximizer, Profiles reports, Outcome outcome) {
            return policy.occupancies(maximizer, reports, outcome);
        }
    }

    private static IncentiveAudit audit(Environment environment, Mechanism mechanism, long seed) {
        try (Solvers solvers = Solvers.kernel(environment.mdp(), environment.rewards(), 1, 2)) {
            return IncentiveAudit.of(
                    environment, mechanism, solvers, new RandomStream(seed, "audit"), 100_000, done -> {});
        }
    }
}
