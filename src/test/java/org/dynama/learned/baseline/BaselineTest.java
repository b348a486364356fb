package org.dynama.learned.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.dynama.learned.LearnedWorlds;
import org.dynama.learned.plan.Oracle;
import org.dynama.learned.world.Dynamics;
import org.dynama.learned.world.Types;
import org.dynama.learned.world.World;
import org.dynama.learned.world.World.Allocation;
import org.dynama.model.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineTest {

    /** The same programs, written down by another hand and solved by HiGHS; two agents and one period are Myerson's 2. */
    @ParameterizedTest(name = "{0} agents, {1} periods")
    @CsvSource({"1, 1, 1.3333333333333333", "1, 2, 2.6798433321701944", "1, 3, 4.495685892774447", "2, 1, 2.0"})
    void oracleAgreesWithAnotherSolver(int agents, int periods, double profit) {
        World world = LearnedWorlds.discrete(agents, 1, periods, Allocation.LOTTERY);
        assertThat(Oracle.solve(world)).isCloseTo(profit, within(1e-8));
    }

    /** The lower of two values U{1,2,3} is 14/9 on average, the higher 22/9. */
    @Test
    void oneShotVcgEarnsTheSecondHighestValue() {
        Efficient.Result result = Efficient.solve(LearnedWorlds.discrete(2, 1, 1, Allocation.SHARE));
        assertThat(result.pivotProfit()).isCloseTo(14.0 / 9, within(1e-12));
        assertThat(result.surplus()).isCloseTo(22.0 / 9, within(1e-12));
    }

    /** Nobody else is there to be harmed by a single agent. */
    @Test
    void vcgEarnsNothingFromOneAgent() {
        assertThat(Efficient.solve(LearnedWorlds.discrete(1, 2, 3, Allocation.SHARE))
                        .pivotProfit())
                .isZero();
    }

    @Test
    void bestPostedPriceIsMyersons() {
        PostedPrices.Result discrete = PostedPrices.solve(LearnedWorlds.discrete(1, 1, 1, Allocation.SHARE));
        assertThat(discrete.profit()).isCloseTo(4.0 / 3, within(1e-12));
        assertThat(discrete.prices().get(0)).isEqualTo(2);
        PostedPrices.Result uniform = PostedPrices.solve(LearnedWorlds.interval(1, 1, 1, Types.Interval.uniform(0, 1)));
        assertThat(uniform.profit()).isCloseTo(0.25, within(1e-12));
    }

    /** VCG, prices and the optimum are mechanisms; surplus bounds what they earn, the oracle all that are truthful. */
    @ParameterizedTest(name = "{0} agents, {1} periods")
    @CsvSource({"1, 2", "1, 3", "2, 2"})
    void baselinesKeepTheirOrder(int agents, int periods) {
        World world = LearnedWorlds.discrete(agents, 1, periods, Allocation.LOTTERY);
        double oracle = Oracle.solve(world);
        Efficient.Result efficient = Efficient.solve(world);
        assertThat(efficient.pivotProfit()).isLessThanOrEqualTo(oracle + 1e-9);
        assertThat(PostedPrices.solve(world).profit()).isLessThanOrEqualTo(oracle + 1e-9);
        assertThat(oracle).isLessThanOrEqualTo(efficient.surplus());
    }

    @Test
    void oracleNamesWhatItCannotSolve() {
        assertThat(Oracle.obstacle(LearnedWorlds.discrete(2, 2, 3, Allocation.SHARE)))
                .isEqualTo("there are several goods");
        assertThat(Oracle.obstacle(LearnedWorlds.discrete(3, 1, 3, Allocation.LOTTERY)))
                .isEqualTo("there are too many histories");
        assertThat(Oracle.obstacle(LearnedWorlds.interval(1, 1, 1, Types.Interval.uniform(0, 1))))
                .isEqualTo("types fill an interval");
    }

    /** Three agents, two goods, uniform types: VCG earns twice the third highest value, 1/2. */
    @Test
    void fixedSalesVcgIsTheMainJobs() {
        World sales = World.of(
                new World.Size(3, 1, 2), Types.Interval.uniform(0, 1), new Dynamics.FixedSales(), Allocation.SHARE);
        assertThat(Efficient.solve(sales).pivotProfit()).isCloseTo(0.5, within(1e-3));
    }

    /** Assignments of many slots to many agents are more than an int counts; nothing is computed of a part of them. */
    @Test
    void worldsOfMoreAssignmentsThanCanBeCountedHaveNoSurplus() {
        World crowded = World.of(
                new World.Size(4, 16, 1), Types.Discrete.uniform(1, 2), new Dynamics.Habit(0.5, 0), Allocation.SHARE);
        assertThat(Efficient.solvable(crowded)).isFalse();
        World remembered = World.of(
                new World.Size(10, 1, 20),
                Types.Discrete.uniform(1, 2),
                new Dynamics.Bandit(0.5, 0),
                Allocation.LOTTERY);
        assertThat(Efficient.solvable(remembered)).isFalse();
    }

    /** Two buyers, two periods: shares have at least 4.7402, found by another program; habits have no more than whole goods. */
    @Test
    void sharesHaveABoundOfTheirOwn() {
        World world = LearnedWorlds.discrete(2, 1, 2, Allocation.SHARE);
        assertThat(Efficient.solve(world).surplus()).isCloseTo(4.7341, within(1e-4));
        assertThat(SharedSurplus.of(world)).isBetween(4.7402, 4.8);
        World habit = World.of(
                new World.Size(2, 1, 3), Types.Discrete.uniform(1, 2, 3), new Dynamics.Habit(0.5, 0), Allocation.SHARE);
        assertThat(SharedSurplus.of(habit)).isCloseTo(Efficient.solve(habit).surplus(), within(1e-12));
    }

    /** By shares 2.7192 can be had of one buyer in two periods: there the oracle over whole goods, 2.6798, is no bound. */
    @Test
    void theOracleOverWholeGoodsBoundsNoShares() {
        RandomStream stream = new RandomStream(1, "evaluation");
        Baselines shared = Baselines.of(LearnedWorlds.discrete(1, 1, 2, Allocation.SHARE), true, stream);
        assertThat(shared.optimum().oracleBounds()).isFalse();
        assertThat(shared.profits()).containsKey("oracle, no bound");
        assertThat(shared.surplusSays()).isEqualTo(", which no profit exceeds");
        assertThat(shared.surplus()).isBetween(4.0, 4.12);
        Baselines drawn = Baselines.of(LearnedWorlds.discrete(1, 1, 2, Allocation.LOTTERY), true, stream);
        assertThat(drawn.optimum().oracleBounds()).isTrue();
        assertThat(drawn.surplusSays()).isEmpty();
        assertThat(drawn.surplus()).isCloseTo(4.0, within(1e-12));
    }
}
