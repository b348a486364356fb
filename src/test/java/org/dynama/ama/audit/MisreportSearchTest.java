package org.dynama.ama.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.dynama.ama.mechanism.AffineMaximizer;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.mechanism.BrokenMechanisms;
import org.dynama.ama.mechanism.Mechanism;
import org.dynama.ama.mechanism.RandomParameters;
import org.dynama.model.Agent;
import org.dynama.model.DiscreteTypes;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.dynama.world.SequentialSales;
import org.dynama.world.TaskScheduling;
import org.dynama.world.file.EnvironmentFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The audit of the audit: it finds nothing where there is nothing, and every mistake that is made on purpose. */
class MisreportSearchTest {

    private static MisreportSearch.Finding audited(Environment environment, Mechanism mechanism, int profiles) {
        RandomStream stream = new RandomStream(7, "audit");
        Profiles truth = Profiles.draw(environment.agents(), stream.child("truth"), 0, profiles);
        try (Solvers solvers = Solvers.kernel(environment.mdp(), environment.rewards(), environment.dimension(), 2)) {
            return MisreportSearch.of(environment, mechanism, solvers, truth, stream, 4, done -> {});
        }
    }

    static Stream<Environment> environments() {
        return Stream.concat(
                Stream.of(
                        SequentialSales.asymmetric(3, 2),
                        TaskScheduling.of(Reals.of(2, 3), 3, TaskScheduling.LoadRule.QUEUE)),
                Stream.of("two-licences", "sponsored-slot", "gpu-cluster", "complements")
                        .map(name -> EnvironmentFile.read(Path.of("models/environments/" + name + ".json"))
                                .environment()));
    }

    /** In an affine maximizer with any weights and boosts no lie pays and nobody loses, in every market that ships. */
    @ParameterizedTest
    @MethodSource("environments")
    void nothingIsFoundInAnAffineMaximizer(Environment environment) {
        AmaParameters parameters = RandomParameters.of(environment, new Random(3));
        MisreportSearch.Finding found = audited(environment, new AffineMaximizer(environment, parameters), 150);
        assertThat(found.lie().gain()).isBetween(-1e-9, 1e-9);
        assertThat(found.loser().utility()).isGreaterThan(-1e-9);
    }

    @Test
    void aSoftPolicyIsFound() {
        Environment environment = SequentialSales.uniform(3, 2);
        Mechanism soft = BrokenMechanisms.softPolicy(environment, AmaParameters.vcg(environment), 0.05);
        MisreportSearch.Finding found = audited(environment, soft, 100);
        assertThat(found.lie().gain()).isGreaterThan(0.01);
        assertThat(found.loser().utility())
                .as("who pays for a policy that is not the best may lose")
                .isLessThan(-0.01);
    }

    /** A cap on prices invites lies in sales; payments that may not be negative ruin workers. */
    @Test
    void clippedPaymentsAreFound() {
        Environment sale = SequentialSales.uniform(3, 2);
        Mechanism capped = BrokenMechanisms.otherPayments(
                sale, AmaParameters.vcg(sale), (reports, i, b, payment) -> Math.min(payment, 0.3));
        assertThat(audited(sale, capped, 100).lie().gain()).isGreaterThan(0.1);
        Environment work = TaskScheduling.of(Reals.of(2, 3), 3, TaskScheduling.LoadRule.QUEUE);
        Mechanism unpaid = BrokenMechanisms.otherPayments(
                work, AmaParameters.vcg(work), (reports, i, b, payment) -> Math.max(payment, 0));
        MisreportSearch.Finding found = audited(work, unpaid, 100);
        assertThat(found.lie().gain()).isGreaterThan(0.1);
        assertThat(found.loser().utility()).isLessThan(-0.1);
    }

    @Test
    void aWeightLeftOutOfOneEconomyIsFound() {
        Environment environment = SequentialSales.uniform(3, 2);
        AmaParameters weighted = new AmaParameters(
                Reals.of(1, 0.5, 2), Reals.filled(environment.mdp().pairCount(), 0));
        // A marginal economy that is wrong, but does not depend on her report, invites no lie: it charges too much.
        MisreportSearch.Finding found =
                audited(environment, BrokenMechanisms.forgottenWeight(environment, weighted), 100);
        assertThat(found.loser().utility()).isLessThan(-0.05);
        assertThat(found.loser().agent()).isZero();
    }

    /** The first agent pays up to 0.1 less near the report 0.7: climbing comes within a hundredth of that. */
    @Test
    void theAscentClimbsToTheBestLie() {
        Environment environment = SequentialSales.uniform(2, 1);
        Mechanism odd = BrokenMechanisms.otherPayments(
                environment, AmaParameters.vcg(environment), (reports, i, b, payment) -> {
                    double away = reports.type(i, 0, b) - 0.7;
                    return payment - (i == 0 ? 0.1 * Math.exp(-away * away / 0.005) : 0);
                });
        Profiles truth = Profiles.of(2, 1, 1, 0.3, 0.9);
        try (Solvers solvers = Solvers.kernel(environment.mdp(), environment.rewards(), 1, 1)) {
            MisreportSearch.Finding found =
                    MisreportSearch.of(environment, odd, solvers, truth, new RandomStream(1, "audit"), 8, done -> {});
            assertThat(found.lie().gain()).isBetween(0.099, 0.1);
            assertThat(found.lie().report().get(0)).isCloseTo(0.7, within(0.01));
            assertThat(found.lie().profile()).isZero();
        }
    }

    /** Where types are finitely many, all of them are tried: the one lie that pays is found without any chance. */
    @Test
    void allTypesAreTriedWhereTheyAreFinitelyMany() {
        Environment sale = SequentialSales.uniform(2, 1);
        DiscreteTypes types = new DiscreteTypes(
                List.of(Reals.of(0.25), Reals.of(0.5), Reals.of(0.75), Reals.of(1.0)), Reals.of(1, 1, 1, 1));
        Environment discrete = new Environment(
                sale.name(),
                sale.mdp(),
                List.of(new Agent("first", types), new Agent("second", types)),
                sale.rewards(),
                sale.designer());
        Mechanism odd = BrokenMechanisms.otherPayments(
                discrete,
                AmaParameters.vcg(discrete),
                (reports, i, b, payment) -> reports.type(i, 0, b) == 1 ? 0 : payment);
        Profiles truth = Profiles.of(2, 1, 1, 0.5, 0.75);
        try (Solvers solvers = Solvers.kernel(discrete.mdp(), discrete.rewards(), 1, 1)) {
            MisreportSearch.Finding found =
                    MisreportSearch.of(discrete, odd, solvers, truth, new RandomStream(1, "audit"), 0, done -> {});
            assertThat(found.misreports()).isEqualTo(8);
            assertThat(found.lie().gain()).isEqualTo(0.5);
            assertThat(found.lie().agent()).isZero();
            assertThat(found.lie().report().get(0)).isEqualTo(1.0);
        }
    }
}
