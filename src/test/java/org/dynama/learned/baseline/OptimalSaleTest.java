package org.dynama.learned.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.dynama.learned.LearnedWorlds;
import org.dynama.learned.world.Dynamics;
import org.dynama.learned.world.Types;
import org.dynama.learned.world.World;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.junit.jupiter.api.Test;

/** Profits of Myerson's auction that are known in closed form, or by another way. */
class OptimalSaleTest {
    private static final Types.Interval UNIT = Types.Interval.uniform(0, 1);
    private static final double NEAR = 1e-6;

    @Test
    void uniformValuesEarnWhatIsKnown() {
        assertThat(profit(LearnedWorlds.interval(1, 1, 1, UNIT))).isCloseTo(0.25, within(NEAR));
        assertThat(profit(LearnedWorlds.interval(2, 1, 1, UNIT))).isCloseTo(5.0 / 12, within(NEAR));
        assertThat(profit(LearnedWorlds.interval(3, 1, 1, UNIT))).isCloseTo(17.0 / 32, within(NEAR));
        assertThat(profit(LearnedWorlds.interval(1, 1, 1, Types.Interval.uniform(2, 3))))
                .isCloseTo(2, within(NEAR));
        assertThat(profit(LearnedWorlds.interval(1, 1, 1, Types.Interval.uniform(-3, -2))))
                .isZero();
    }

    /** Price (1 + cost) / 2, sold with chance (1 - cost) / 2. */
    @Test
    void costsAreCovered() {
        World free = LearnedWorlds.interval(1, 1, 1, UNIT);
        World dear = new World(free.size(), 1, UNIT, free.dynamics(), free.allocation(), Reals.of(0.2));
        assertThat(profit(dear)).isCloseTo(0.16, within(NEAR));
    }

    /** Virtual values uniform on [-1, 1] and [-2, 2]: the mean of the higher, or of zero, is 31/48. */
    @Test
    void agentsWhoDifferMeet() {
        Types.Interval twice = Types.Interval.uniform(0, 2);
        World alike = LearnedWorlds.interval(2, 1, 1, twice);
        Dynamics dynamics = alike.dynamics();
        World own = new World(
                alike.size(),
                1,
                twice,
                dynamics,
                alike.allocation(),
                alike.costs(),
                List.of(new World.Own(UNIT, dynamics), new World.Own(twice, dynamics)));
        assertThat(profit(own)).isCloseTo(31.0 / 48, within(NEAR));
    }

    /** One agent is offered the best price, found among a million. */
    @Test
    void normalValuesMeetTheBestPrice() {
        Types.Interval normal = new Types.Interval(0, 5, 2.5, 0.5);
        double best = IntStream.range(0, 1_000_000)
                .mapToDouble(k -> (1 - (k + 0.5) / 1_000_000) * normal.quantile((k + 0.5) / 1_000_000))
                .max()
                .orElseThrow();
        assertThat(profit(LearnedWorlds.interval(1, 1, 1, normal))).isCloseTo(best, within(5e-6));
    }

    @Test
    void itIsAnOracleWhereNoProgramIs() {
        World world = LearnedWorlds.interval(1, 1, 1, UNIT);
        Baselines known = Baselines.of(world, true, new RandomStream(1, "evaluation"));
        assertThat(known.profits().get("oracle")).isCloseTo(0.25, within(NEAR));
        assertThat(known.optimum().oracleBounds()).isTrue();
        assertThat(OptimalSale.fits(LearnedWorlds.interval(1, 2, 1, UNIT))).isFalse();
        assertThat(OptimalSale.fits(LearnedWorlds.interval(1, 1, 2, UNIT))).isFalse();
    }

    private static double profit(World world) {
        return OptimalSale.profit(world);
    }
}
