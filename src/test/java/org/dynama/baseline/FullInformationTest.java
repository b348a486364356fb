package org.dynama.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.dynama.exact.OccupancyLp;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.world.Environment;
import org.dynama.world.StaticAuction;
import org.dynama.world.market.Expansion;
import org.dynama.world.market.Marketplace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one earns who knows all types, by two routes, and where types may move. */
class FullInformationTest {
    private static final FullInformation BASELINE = new FullInformation(1);

    /** Two items, three agents of types 1, 2, 3: the mean sum of the two largest, 126 / 27. */
    @Test
    void aSaleEarnsTheLargestValues() {
        Environment sale = FiniteTypeWorlds.sale(2, 3, 1, 2, 3);
        BaselineValue value = BASELINE.of(sale, WeightedProfiles.enumerated(sale));
        assertThat(value.value()).isCloseTo(126.0 / 27, within(1e-12));
        assertThat(value.standardError()).isZero();
        assertThat(value.perProfile().size()).isEqualTo(27);
    }

    /** Two agents, two goods, U[0, 1]: twice 2/3, within four standard errors. */
    @Test
    void anAuctionEarnsTheLargestValuesWithinItsError() {
        Environment auction = StaticAuction.of(Reals.filled(2, 1), 2, StaticAuction.Valuation.ADDITIVE);
        WeightedProfiles profiles = WeightedProfiles.of(auction, new RandomStream(1, "full"), 20_000);
        BaselineValue value = BASELINE.of(auction, profiles);
        assertThat(profiles.isEnumerated()).isFalse();
        assertThat(value.standardError()).isBetween(0.001, 0.005);
        assertThat(value.value()).isCloseTo(4.0 / 3, within(4 * value.standardError()));
    }

    /** Linear programs find the same in random worlds, and so does the MDP whose states carry all types. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void linearProgramsAndKnownTypesAgree(long seed) {
        Environment world = FiniteTypeWorlds.mixed(seed);
        WeightedProfiles profiles = WeightedProfiles.enumerated(world);
        double value = BASELINE.of(world, profiles).value();

        double[] each = new OccupancyLp(world.mdp(), world.rewards())
                .values(new AffineWelfare(Reals.filled(world.agentCount(), 1), world.designer()), profiles.profiles());
        assertThat(value).isCloseTo(profiles.mean(each), within(1e-9));

        Marketplace market = Expansion.of(world).market();
        assertThat(BASELINE.of(market).value()).isCloseTo(value, within(1e-9));
    }

    /** Threads and blocks do not change a bit. */
    @Test
    void threadsDoNotChangeABit() {
        Environment auction = StaticAuction.of(Reals.filled(3, 1), 2, StaticAuction.Valuation.ADDITIVE);
        WeightedProfiles profiles = WeightedProfiles.drawn(auction, new RandomStream(1, "full"), 1000);
        assertThat(new FullInformation(3).of(auction, profiles)).isEqualTo(BASELINE.of(auction, profiles));
    }

    @Test
    void intervalsAreRefusedWhereTypesMayMove() {
        Marketplace market = Expansion.of(StaticAuction.of(Reals.filled(2, 1), 2, StaticAuction.Valuation.ADDITIVE))
                .market();
        assertThat(BASELINE.misfit(market))
                .contains("types must be finitely many, and those of agent 1 fill an interval");
    }

    @Test
    void profilesMustHaveWeights() {
        assertThatThrownBy(() -> new WeightedProfiles(Profiles.of(1, 1, 2, 1, 2), Reals.of(1), true))
                .hasMessageContaining("weights = 1 must be one for each of the 2 profiles");
    }
}
