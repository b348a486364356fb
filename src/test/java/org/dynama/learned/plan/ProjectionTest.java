package org.dynama.learned.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import org.dynama.config.Json;
import org.dynama.exact.certificate.Verdict;
import org.dynama.exact.plan.PlanCertificate;
import org.dynama.exact.plan.PlanVerifier;
import org.dynama.exact.rational.Rational;
import org.dynama.learned.LearnedWorlds;
import org.dynama.learned.network.MechanismNetwork;
import org.dynama.learned.network.Tensors;
import org.dynama.learned.world.Dynamics;
import org.dynama.learned.world.Types;
import org.dynama.learned.world.World;
import org.dynama.learned.world.World.Allocation;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProjectionTest {
    private static final int WIDTH = 16;

    /** A network that knows nothing yet. */
    private static Reals untrained(World world) {
        try (Tensors tensors = new Tensors()) {
            MechanismNetwork network = new MechanismNetwork(world.in(world.unit()), tensors, WIDTH);
            return Reals.of(network.layout().start(new RandomStream(3, "untrained")));
        }
    }

    private static World world(int agents, int periods, Dynamics dynamics, Allocation allocation) {
        return World.of(new World.Size(agents, 1, periods), Types.Discrete.uniform(1, 2, 3), dynamics, allocation);
    }

    /** A free distance leaves the optimum, which another program knows; a dear one leaves the network. */
    @ParameterizedTest(name = "{0} agents, {1} periods")
    @CsvSource({"1, 1", "1, 2", "1, 3", "2, 1", "2, 2"})
    void thePriceLeadsFromTheOptimumToTheNetwork(int agents, int periods) {
        World world = LearnedWorlds.discrete(agents, 1, periods, Allocation.LOTTERY);
        Reals network = untrained(world);
        Projection free = Projection.of(world, WIDTH, network, 1e-7);
        Projection dear = Projection.of(world, WIDTH, network, 10);
        double optimum = Oracle.solve(world);
        assertThat(free.certificate().claims().profit().toDouble()).isCloseTo(optimum, within(1e-5));
        assertThat(dear.distance()).isLessThan(0.02);
        assertThat(dear.certificate().claims().profit().toDouble()).isLessThan(0.6 * optimum);
    }

    /** A network that knows nothing is no mechanism of 99 % at the default price: this is what a training is for. */
    @ParameterizedTest
    @CsvSource({"1, 0.76", "2, 0.87", "3, 0.94"})
    void anUntrainedNetworkLandsLower(int periods, double share) {
        World world = LearnedWorlds.discrete(1, 1, periods, Allocation.LOTTERY);
        Projection found = Projection.of(world, WIDTH, untrained(world), 0.3);
        assertThat(found.certificate().claims().profit().toDouble()).isLessThan(share * Oracle.solve(world));
    }

    @ParameterizedTest
    @EnumSource(Allocation.class)
    void allDynamicsAreProven(Allocation allocation) {
        for (Dynamics dynamics :
                new Dynamics[] {new Dynamics.Bandit(0.5, 0.01), new Dynamics.FixedSales(), new Dynamics.Habit(0.5, 0.1)
                }) {
            for (int agents = 1; agents <= 2; agents++) {
                World world = world(agents, 2, dynamics, allocation);
                Projection found = Projection.of(world, WIDTH, untrained(world), 0.3);
                Verdict verdict = PlanVerifier.verify(found.certificate());
                assertThat(verdict.failure()).isEmpty();
                assertThat(verdict.checks()).hasSize(4);
            }
        }
    }

    /** Shares move types less than draws do: by them more can be had than by lotteries over the whole good. */
    @Test
    void sharesEarnMoreThanWholeGoods() {
        World world = LearnedWorlds.discrete(1, 1, 2, Allocation.SHARE);
        Projection found = Projection.of(world, WIDTH, untrained(world), 1e-4);
        assertThat(found.certificate().claims().profit().toDouble()).isBetween(2.719, 2.75);
        assertThat(Oracle.solve(world)).isCloseTo(2.6798, within(1e-4));
    }

    /** Amounts in another unit of money change nothing but amounts. */
    @ParameterizedTest
    @CsvSource({"1e-9", "1e9", "1000"})
    void moneyIsOnlyAUnit(double money) {
        World one = LearnedWorlds.discrete(1, 1, 2, Allocation.LOTTERY);
        World other = World.of(
                one.size(), Types.Discrete.uniform(money, 2 * money, 3 * money), one.dynamics(), one.allocation());
        Projection found = Projection.of(one, WIDTH, untrained(one), 0.3);
        Projection paid = Projection.of(other, WIDTH, untrained(one), 0.3);
        assertThat(paid.distance()).isCloseTo(found.distance(), within(1e-5));
        assertThat(paid.certificate().claims().profit().toDouble() / money)
                .isCloseTo(found.certificate().claims().profit().toDouble(), within(1e-5));
    }

    @Test
    void aCertificateIsReadAsItWasWritten() {
        World world = LearnedWorlds.discrete(1, 1, 2, Allocation.LOTTERY);
        PlanCertificate written =
                Projection.of(world, WIDTH, untrained(world), 0.3).certificate();
        assertThat(Json.parse("written", Json.write(written).getBytes(StandardCharsets.UTF_8), PlanCertificate.class))
                .isEqualTo(written);
        assertThat(written.world().initial().get(2)).isEqualTo(Rational.parse("1666666666666667/5000000000000000"));
    }
}
