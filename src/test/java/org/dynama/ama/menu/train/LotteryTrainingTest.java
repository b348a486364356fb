package org.dynama.ama.menu.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.dynama.ama.objective.Estimate;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.TypeDistribution;
import org.dynama.world.StaticAuction;
import org.dynama.world.StaticAuction.Valuation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LotteryTrainingTest {
    private static final RandomStream FRESH = new RandomStream(1, "evaluation");

    private static LotterySettings brief(AuctionMarket market, boolean symmetric, int threads) {
        LotterySettings full = LotterySettings.defaults(market, 24, threads, 1);
        return new LotterySettings(
                full.entries(),
                full.mixed(),
                symmetric,
                0,
                new LotteryAscent(150, 512, 0.03, 0.01, 0.01, 0.05, 0.005),
                new LotteryAscent(20, 1024, 0, 0.003, 0.002, 0.005, 0.002),
                threads,
                1);
    }

    private static TrainedLotteries trained(
            AuctionMarket market, LotterySettings settings, Consumer<LotteryRow> trace) {
        return LotteryTraining.train(market, settings, null, new LotteryWatcher() {
            @Override
            public void at(LotteryRow row) {
                trace.accept(row);
            }

            @Override
            public void reached(Supplier<LotteryState> state) {}
        });
    }

    /** Item-wise Myerson earns 5/6; AMenuNet and RegretNet publish 0.868 and 0.878. */
    @Test
    void aBriefTrainingBeatsMyersonGoodByGood() {
        AuctionMarket market = Markets.unit(2, 2, Valuation.ADDITIVE);
        TrainedLotteries trained = trained(market, brief(market, true, 1), row -> {});
        Estimate fresh = LotteryTraining.evaluate(market, trained.menu(), 0, FRESH, 200_000, 1);
        assertThat(fresh.mean()).isGreaterThan(0.865).isLessThan(0.88);
        assertThat(trained.objective().mean())
                .isGreaterThanOrEqualTo(trained.start().mean());
    }

    @Test
    void threadsChangeNoBit() {
        AuctionMarket market = Markets.unit(3, 2, Valuation.UNIT_DEMAND);
        List<LotteryRow> one = new ArrayList<>();
        List<LotteryRow> three = new ArrayList<>();
        TrainedLotteries first = trained(market, brief(market, false, 1), one::add);
        TrainedLotteries second = trained(market, brief(market, false, 3), three::add);
        assertThat(second).isEqualTo(first);
        assertThat(three).isEqualTo(one).hasSize(170);
    }

    /** The same market in another currency: the same menu, at the other prices. */
    @Test
    void moneyHasNoSizeOfItsOwn() {
        double unit = 0x1p-33;
        AuctionMarket dear = Markets.unit(2, 2, Valuation.ADDITIVE);
        AuctionMarket cheap = new AuctionMarket(
                List.of(
                        new TypeDistribution.Uniform(Reals.filled(2, 0), Reals.filled(2, unit)),
                        new TypeDistribution.Uniform(Reals.filled(2, 0), Reals.filled(2, unit))),
                2,
                Valuation.ADDITIVE);
        TrainedLotteries first = trained(dear, brief(dear, false, 1), row -> {});
        TrainedLotteries second = trained(cheap, brief(cheap, false, 1), row -> {});
        assertThat(second.menu().shares()).isEqualTo(first.menu().shares());
        assertThat(second.objective().mean() / unit).isEqualTo(first.objective().mean());
    }

    /** Cents: the same entries one by one, to the last bit, for agents who differ, too. */
    @Test
    void centsEndWithTheSameEntries() {
        TrainedLotteries one = trained(1);
        TrainedLotteries other = trained(100.0 / 3);
        assertThat(other.menu().shares()).isEqualTo(one.menu().shares());
        assertThat(other.menu().boosts())
                .isEqualTo(one.menu().boosts().times(100.0 / 3))
                .isNotEqualTo(Reals.filled(one.menu().size(), 0));
        assertThat(other.menu().weights()).isEqualTo(one.menu().weights());
        assertThat(other.objective()).isEqualTo(one.objective().times(100.0 / 3));
    }

    private static TrainedLotteries trained(double unit) {
        List<TypeDistribution> types = StaticAuction.uniform(Reals.of(1, 0.7).times(unit), 2);
        AuctionMarket market = new AuctionMarket(types, 2, Valuation.ADDITIVE);
        return trained(market, brief(market, false, 1), row -> {});
    }

    /** The best possible is 88/9: both goods at 12, or half of the first and the second at 8. */
    @Test
    @Tag("slow")
    void oneAgentIsOfferedTheBestLottery() {
        AuctionMarket market = Markets.unlike();
        TrainedLotteries trained = trained(market, LotterySettings.defaults(market, 0, 1, 1), row -> {});
        Estimate fresh = LotteryTraining.evaluate(market, trained.menu(), 0, FRESH, 1_000_000, 1);
        assertThat(fresh.mean()).isGreaterThan(9.775).isLessThan(88.0 / 9 + 4 * fresh.standardError());
    }

    @Test
    void whatNoMarketHasIsRefused() {
        TypeDistribution two = TypeDistribution.Uniform.of(0, 1);
        assertThatThrownBy(() -> new AuctionMarket(List.of(two), 2, Valuation.ADDITIVE))
                .hasMessageContaining("types[0]")
                .hasMessageContaining("has 1 numbers and must have one for each of the 2 goods");
        TypeDistribution below = TypeDistribution.Uniform.of(-1, 1);
        assertThatThrownBy(() -> new AuctionMarket(List.of(below), 1, Valuation.ADDITIVE))
                .hasMessageContaining("types[0].low(0) = -1.0 must be at least 0");
        assertThatThrownBy(() -> LotterySettings.defaults(Markets.unlike(), 1, 1, 1))
                .hasMessageContaining("entries = 1 must be at least 2");
        assertThatThrownBy(() -> new Lotteries(2, 1, Reals.of(0.6, 0.6), Reals.of(0), Reals.of(1, 1)))
                .hasMessageContaining("shares[0][..][0] = 1.2 together must be at most 1");
        assertThatThrownBy(() -> AssignmentLottery.of(new double[][] {{0.7, 0.5}}))
                .hasMessageContaining("shares of agent 1 = 1.2 together must be at most 1: she needs one good");
    }
}
