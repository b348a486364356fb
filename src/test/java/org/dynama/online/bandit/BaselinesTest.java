package org.dynama.online.bandit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.online.bandit.LearnSettings.Bound;
import org.dynama.online.bandit.LearnSettings.Charged;
import org.dynama.online.bandit.LearnSettings.Data;
import org.dynama.online.bandit.LearnSettings.Designer;
import org.dynama.online.bandit.LearnSettings.Pricing;
import org.dynama.online.bandit.LearnSettings.Ties;
import org.dynama.online.bandit.LearnSettings.Widths;
import org.dynama.online.outcome.SingleItem;
import org.dynama.online.regret.RoundGrid;
import org.dynama.online.reporting.Noise;
import org.dynama.online.reporting.Reporting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What VCG-Learn is compared with, where its numbers are worked out by hand. */
class BaselinesTest {
    private static final RandomStream STREAM = new RandomStream(1, "online");
    private static final int ROUNDS = 1000;
    /** One phase sells to agents of values 0.8, 0.5 and 0.2 once each: 3 * 0.8 - 1.5 is lost, and 3 prices of 0.5. */
    private static final double LOST = 0.9;

    private static final double UNPAID = 1.5;

    private static VcgLearn learner(Data data, Schedule schedule, Bound choice, double sigma) {
        Pricing pricing = new Pricing(Bound.MEAN, Bound.MEAN, Charged.SERVED);
        return new VcgLearn(
                new LearnSettings(data, pricing, sigma, Designer.KNOWN, Widths.FROZEN, Ties.RANDOM), schedule, choice);
    }

    private static final VcgLearn MYOPIC = learner(Data.OPT, Schedule.START, Bound.MEAN, 0.5);

    /** One item, values that are realised without noise. */
    private static BanditRun exact(RoundMechanism mechanism) {
        return run(mechanism, new Noise.Gaussian(0), 0, false, 0.8, 0.5, 0.2);
    }

    /** @param isLastBidding whether the last agent bids in advance */
    private static BanditRun run(
            RoundMechanism mechanism, Noise noise, long seed, boolean isLastBidding, double... values) {
        int n = values.length;
        double[] table = new double[2 * n];
        IntStream.range(0, n).forEach(i -> table[2 * i + 1] = values[i]);
        BanditMarket market = new BanditMarket(
                new SingleItem(n), Reals.of(table), noise, List.of(true, false), Reals.filled(2 * n, 0), 0);
        List<BanditAgent> participation = IntStream.range(0, n)
                .mapToObj(i -> new BanditAgent(isLastBidding && i == n - 1, Reporting.TRUTHFUL))
                .toList();
        return new BanditSimulation(market, mechanism, participation).run(STREAM, seed, RoundGrid.of(1, ROUNDS, 10));
    }

    /** Without noise a phase tells everything, and from then on outcome and prices are those of VCG. */
    @ParameterizedTest
    @CsvSource({
        "OPT, START, UPPER, 1", // Optimism without brackets.
        "OPT, START, MEAN, 1", // Static VCG.
        "ETC, ONCE, MEAN, 34", // 34 phases are the first whose rounds reach 1000^(2/3) = 100.
        "OPT, DOUBLING, UPPER, 1"
    })
    void withoutNoiseOnlyExplorationCosts(Data data, Schedule schedule, Bound choice, int phases) {
        BanditRun run = exact(learner(data, schedule, choice, 1e-9));
        assertThat(run.regrets().last("welfare")).isCloseTo(phases * LOST, within(1e-6));
        assertThat(run.regrets().last("designer")).isCloseTo(phases * UNPAID, within(1e-6));
    }

    /** After the phase the winner pays the price if she has more from it; else nobody has the item. */
    @ParameterizedTest
    @CsvSource({"0.6, 0", "0.3, 0", "0.9, 0.8"})
    void aPostedPriceIsPaidByWhoeverHasMore(double price, double lostLater) {
        BanditRun run = exact(new PostedPriceMechanism(price));
        int later = ROUNDS - 3;
        double income = lostLater > 0 ? 0 : price * later;
        assertThat(run.regrets().last("welfare")).isCloseTo(LOST + lostLater * later, within(1e-9));
        assertThat(run.regrets().last("designer")).isCloseTo(0.5 * ROUNDS - income, within(1e-9));
    }

    /** 3 rounds of exploration and episodes of 3, 6, 12 and so on: the ninth begins in round 3 + 3 * 255 + 1. */
    @Test
    void episodesDouble() {
        BanditRun run = exact(learner(Data.OPT, Schedule.DOUBLING, Bound.UPPER, 0.5));
        assertThat(run.brackets()).isEqualTo(9);
        assertThat(run.updates()).isEqualTo(9);
    }

    /**
     * One agent's value is 1 or 0 by a coin, another bids almost nothing. VCG by means never sells to the first again if her
     * first coin was 0, and always if it was 1; optimism does not give her up.
     */
    @Test
    void staticVcgIsStuckHalfOfTheTimeAndOptimismNever() {
        int seeds = 400;
        VcgLearn optimistic = learner(Data.OPT, Schedule.START, Bound.UPPER, 0.5);
        int stuck = 0;
        double most = 0;
        for (int seed = 0; seed < seeds; seed++) {
            double regret = run(MYOPIC, new Noise.Coin(), seed, true, 0.5, 1e-3)
                    .regrets()
                    .last("welfare");
            boolean isStuck = regret > 1;
            // Each round without her loses 0.5 less the other's 0.001; the phase is two rounds, one of them without
            // her.
            assertThat(regret).isCloseTo(0.499 * (isStuck ? ROUNDS - 1 : 1), within(1e-9));
            stuck += isStuck ? 1 : 0;
            most = Math.max(
                    most,
                    run(optimistic, new Noise.Coin(), seed, true, 0.5, 1e-3)
                            .regrets()
                            .last("welfare"));
        }
        assertThat((double) stuck / seeds).isCloseTo(0.5, within(4 * 0.5 / Math.sqrt(seeds)));
        assertThat(most).isLessThan(0.1 * 0.499 * ROUNDS);
    }
}
