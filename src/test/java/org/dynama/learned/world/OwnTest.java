package org.dynama.learned.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.dynama.exact.certificate.Verdict;
import org.dynama.exact.plan.PlanVerifier;
import org.dynama.learned.LearnedWorlds;
import org.dynama.learned.baseline.Efficient;
import org.dynama.learned.baseline.PostedPrices;
import org.dynama.learned.exploit.ExactResponse;
import org.dynama.learned.exploit.Exploitability;
import org.dynama.learned.exploit.TrainedResponse;
import org.dynama.learned.network.MechanismNetwork;
import org.dynama.learned.network.Tensors;
import org.dynama.learned.plan.Oracle;
import org.dynama.learned.plan.Projection;
import org.dynama.learned.training.Reporters;
import org.dynama.learned.world.World.Allocation;
import org.dynama.learned.world.World.Own;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Agents who differ: in what they may be at first, and in how use moves them. */
class OwnTest {
    private static final Reals WEAK = Reals.of(0.5, 0.5, 0);
    private static final Reals STRONG = Reals.of(0, 1.0 / 3, 2.0 / 3);

    private static World with(World world, List<Own> own) {
        return new World(
                world.size(),
                world.discount(),
                world.types(),
                world.dynamics(),
                world.allocation(),
                world.costs(),
                own);
    }

    /** One agent of 1 or 2, who forgets; one of 2 or 3, who remembers. */
    private static World unequal(int periods, Allocation allocation) {
        World world = LearnedWorlds.discrete(2, 1, periods, allocation);
        Reals values = Reals.of(1, 2, 3);
        return with(
                world,
                List.of(
                        new Own(new Types.Discrete(values, WEAK), new Dynamics.Bandit(0, 0)),
                        new Own(new Types.Discrete(values, STRONG), new Dynamics.Bandit(2, 0))));
    }

    private static Reals untrained(World world) {
        try (Tensors tensors = new Tensors()) {
            MechanismNetwork network = new MechanismNetwork(world.in(world.unit()), tensors, 16);
            return Reals.of(network.layout().start(new RandomStream(3, "untrained")));
        }
    }

    private static Exploitability sampled(World world, Reals network) {
        return TrainedResponse.of(
                world,
                LearnedWorlds.settings(1, 1, Reporters.TRAINED),
                network,
                new TrainedResponse.Effort(1, 1),
                new RandomStream(1, "response"),
                done -> {});
    }

    /**
     * Worked by hand: virtual values are 0 and 2 of the weak, 0 and 3 of the strong agent, and Myerson's optimum is the mean of the
     * largest, 2/3 * 3 + 1/3 * 1/2 * 2. Of the largest values it is 8/3, and the pivot earns the mean of the smaller, 3/2.
     */
    @Test
    void oneSaleIsMyersons() {
        World world = unequal(1, Allocation.LOTTERY);
        assertThat(Oracle.solve(world)).isCloseTo(7.0 / 3, within(1e-9));
        assertThat(Efficient.solve(world).surplus()).isCloseTo(8.0 / 3, within(1e-12));
        assertThat(Efficient.solve(world).pivotProfit()).isCloseTo(1.5, within(1e-12));
        assertThat(PostedPrices.solve(world).profit()).isCloseTo(2, within(1e-12));
    }

    /** On [0, 1] and [0, 2] the larger of two uniform values is 13/12 in the mean, the smaller 5/12. */
    @Test
    void intervalsAreTheirOwn() {
        World world = LearnedWorlds.interval(2, 1, 1, Types.Interval.uniform(0, 2));
        World unequal = with(
                world,
                List.of(
                        new Own(Types.Interval.uniform(0, 1), world.dynamics()),
                        new Own(world.types(), world.dynamics())));
        Efficient.Result found = Efficient.solve(unequal);
        assertThat(found.surplus()).isCloseTo(13.0 / 12, within(1e-3));
        assertThat(found.pivotProfit()).isCloseTo(5.0 / 12, within(1e-3));
    }

    /** A plan near any network is proven in fractions; for next to no price of distance it earns what the optimum does. */
    @Test
    void plansAreProven() {
        World world = unequal(2, Allocation.LOTTERY);
        Projection found = Projection.of(world, 16, untrained(world), 1e-7);
        Verdict verdict = PlanVerifier.verify(found.certificate());
        assertThat(verdict.failure()).isEmpty();
        assertThat(found.certificate().claims().profit().toDouble()).isCloseTo(Oracle.solve(world), within(1e-5));
        assertThat(Oracle.solve(world)).isLessThan(Efficient.solve(world).surplus());
    }

    /** All histories, and paths that are drawn: the same mean of the same network. */
    @ParameterizedTest
    @EnumSource(Allocation.class)
    void drawnPathsAreOfTheHistories(Allocation allocation) {
        World world = unequal(3, allocation);
        Reals network = untrained(world);
        Exploitability exact = ExactResponse.of(world, 16, network);
        Exploitability drawn = sampled(world, network);
        assertThat(drawn.profit()).isCloseTo(exact.profit(), within(4 * drawn.profitError() + 1e-3));
        for (int i = 0; i < 2; i++) {
            assertThat(drawn.agents().get(i).distribution())
                    .isEqualTo(exact.agents().get(i).distribution())
                    .isEqualTo(i == 0 ? WEAK : STRONG);
            for (int r = 0; r < 3; r++) {
                assertThat(drawn.agents().get(i).truth().get(r))
                        .isCloseTo(exact.agents().get(i).truth().get(r), within(0.1));
            }
        }
    }

    /** What each has of her own, and is what all have, changes no bit. */
    @Test
    void alikeIsAlike() {
        for (World world : List.of(
                LearnedWorlds.discrete(2, 2, 2, Allocation.LOTTERY),
                LearnedWorlds.interval(2, 2, 2, new Types.Interval(0, 5, 2.5, 0.1)))) {
            World own = with(world, Collections.nCopies(2, new Own(world.types(), world.dynamics())));
            assertThat(sampled(own, untrained(own))).isEqualTo(sampled(world, untrained(world)));
            assertThat(Efficient.solve(own)).isEqualTo(Efficient.solve(world));
        }
    }

    @Test
    void othersValuesAreNobodysOwn() {
        World world = LearnedWorlds.discrete(2, 1, 1, Allocation.LOTTERY);
        Own own = new Own(Types.Discrete.uniform(1, 2), world.dynamics());
        assertThatThrownBy(() -> with(world, List.of(own, own)))
                .hasMessageContaining("must be one for each of 2 agents");
        assertThatThrownBy(() -> with(world, List.of(new Own(world.types(), world.dynamics()))))
                .hasMessageContaining("must be one for each of 2 agents");
    }
}
