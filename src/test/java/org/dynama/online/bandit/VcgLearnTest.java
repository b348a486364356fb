package org.dynama.online.bandit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.List;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.online.bandit.LearnSettings.Bound;
import org.dynama.online.bandit.LearnSettings.Charged;
import org.dynama.online.bandit.LearnSettings.Data;
import org.dynama.online.bandit.LearnSettings.Designer;
import org.dynama.online.bandit.LearnSettings.Pricing;
import org.dynama.online.bandit.LearnSettings.Ties;
import org.dynama.online.bandit.LearnSettings.Widths;
import org.dynama.online.outcome.AdSlots;
import org.dynama.online.outcome.OutcomeTable;
import org.dynama.online.outcome.Outcomes;
import org.dynama.online.outcome.ServiceLevels;
import org.dynama.online.outcome.SingleItem;
import org.dynama.online.regret.Growth;
import org.dynama.online.regret.Regrets;
import org.dynama.online.regret.RoundGrid;
import org.dynama.online.reporting.Noise;
import org.dynama.online.reporting.Reporting;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** VCG-Learn on the paper's own simulation, and its laws. */
class VcgLearnTest {
    private static final RandomStream STREAM = new RandomStream(1, "online");
    private static final List<String> SIDES = List.of(Regrets.WELFARE, Regrets.DESIGNER, Regrets.AGENTS);

    /** Appendix F: ten agents, values on a grid from 0.8 to 0.2, one item. */
    static BanditMarket appendix(double deviation) {
        int n = 10;
        double[] values = new double[2 * n];
        for (int i = 0; i < n; i++) {
            values[2 * i + 1] = 0.8 - 0.6 * i / (n - 1);
        }
        return new BanditMarket(
                new SingleItem(n),
                Reals.of(values),
                new Noise.Gaussian(deviation),
                List.of(true, false),
                Reals.filled(2 * n, 0),
                0);
    }

    private static LearnSettings settings(Data data, Bound f, Bound g, double sigma, Charged charged) {
        return new LearnSettings(data, new Pricing(f, g, charged), sigma, Designer.KNOWN, Widths.FROZEN, Ties.RANDOM);
    }

    private static List<BanditAgent> all(int n, boolean byBids, Reporting reporting) {
        return Collections.nCopies(n, new BanditAgent(byBids, reporting));
    }

    /**
     * The table of independent prototypes (1,500 seeds each): welfare, designer and agents after 2,000 rounds. With 1,000
     * seeds of ours, and the prototypes' own error, sqrt(1 + 1000/1500) of our standard error is that of a difference.
     */
    @ParameterizedTest(name = "{0}, sigma {1}, f {2}")
    @CsvSource({
        "OPT, 0.15, LOWER, 168, 505, -337",
        "ETC, 0.15, LOWER, 232, 550, -318",
        "OPT, 0.3, UPPER, 181, 70, 111",
        "ETC, 0.3, UPPER, 232, -328, 560",
        "OPT, 0.70710678, MEAN, 263, NaN, NaN",
        "ETC, 0.70710678, MEAN, 232, NaN, NaN"
    })
    void theSimulationOfTheAppendixComesOutAsTabulated(
            Data data, double sigma, Bound f, double welfare, double designer, double agents) {
        BanditMarket market = appendix(Math.sqrt(0.5));
        BanditSimulation learn = new BanditSimulation(
                market,
                new VcgLearn(settings(data, f, Bound.MEAN, sigma, Charged.SERVED)),
                all(10, false, Reporting.TRUTHFUL));
        double[] expected = {welfare, designer, agents};
        int seeds = 1000;
        double[] sum = new double[3];
        double[] squares = new double[3];
        for (int seed = 0; seed < seeds; seed++) {
            BanditRun run = learn.run(STREAM, seed, RoundGrid.of(2000, 2000, 1));
            assertThat(run.worstIdentity()).isLessThan(1e-9);
            for (int k = 0; k < 3; k++) {
                double regret = run.regrets().last(SIDES.get(k));
                sum[k] += regret;
                squares[k] += regret * regret;
            }
        }
        for (int k = 0; k < 3; k++) {
            double mean = sum[k] / seeds;
            double error = Math.sqrt((squares[k] / seeds - mean * mean) / seeds * (1 + 1000.0 / 1500));
            if (!Double.isNaN(expected[k])) {
                // The table's entries are rounded to whole numbers.
                assertThat(mean).isCloseTo(expected[k], within(3 * error + 0.5));
            }
        }
    }

    /** The regrets grow as the rounds to the power 0.66, give or take 0.03. */
    @Tag("slow")
    @Test
    void theLargestRegretGrowsAsTheTheoremSays() {
        growth(1_000_000, 12, 0.03);
    }

    /** The same over fewer rounds, where brackets still show. */
    @Test
    void theLargestRegretGrowsAsTheTheoremSaysSoon() {
        growth(100_000, 3, 0.06);
    }

    private static void growth(long rounds, int seeds, double tolerance) {
        BanditSimulation learn = new BanditSimulation(
                appendix(Math.sqrt(0.5)),
                new VcgLearn(settings(Data.OPT, Bound.UPPER, Bound.MEAN, 0.25, Charged.SERVED)),
                all(10, false, Reporting.TRUTHFUL));
        RoundGrid grid = RoundGrid.of(10_000, rounds, 10);
        double[][] curves = new double[seeds][];
        for (int seed = 0; seed < seeds; seed++) {
            curves[seed] = learn.run(STREAM, seed, grid).regrets().column("max");
        }
        assertThat(Growth.of(grid.rounds(), curves, 10_000).slope()).isCloseTo(0.66, within(tolerance));
    }

    /** Where everyone bids her true values nothing is learned, and only exploration costs. */
    @ParameterizedTest
    @EnumSource(Data.class)
    void truthfulBidsLeaveOnlyExploration(Data data) {
        BanditMarket market = appendix(0.5);
        BanditSimulation learn = new BanditSimulation(
                market,
                new VcgLearn(settings(data, Bound.UPPER, Bound.LOWER, 0.5, Charged.EVERYONE)),
                all(10, true, Reporting.TRUTHFUL));
        BanditRun run = learn.run(STREAM, 0, RoundGrid.of(1, 1000, 4));
        // A phase of exploration sells to each agent once: 10 * 0.8 - 5 is lost.
        assertThat(run.regrets().last("welfare")).isCloseTo(3.0 * run.brackets(), within(1e-9));
        assertThat(run.charges().belowZero()).isZero();
        assertThat(run.charges().prices().last("agent 1"))
                .isLessThan(learn.baseline().prices().get(0));
    }

    /** Theorem 2: under ETC no bid does better than the truth, in any run, against truthful and lying others. */
    @ParameterizedTest
    @CsvSource({"0.5", "0.9", "1.2"})
    void noFalseBidPaysUnderEtc(double factor) {
        Outcomes space = new AdSlots(5, 2);
        BanditMarket market = clicks(space);
        LearnSettings settings = settings(Data.ETC, Bound.MEAN, Bound.MEAN, 0.5, Charged.EVERYONE);
        for (int liar = 0; liar < 5; liar++) {
            for (int seed = 0; seed < 5; seed++) {
                double truthful = regret(market, settings, liar, Reporting.TRUTHFUL, seed);
                double lying = regret(market, settings, liar, new Reporting.Scaled(factor), seed);
                assertThat(lying).isGreaterThan(truthful - 1e-9);
            }
        }
    }

    private static double regret(BanditMarket market, LearnSettings settings, int liar, Reporting how, int seed) {
        BanditAgent[] taking = new BanditAgent[market.agents()];
        for (int i = 0; i < taking.length; i++) {
            taking[i] = new BanditAgent(i == liar, i == liar ? how : Reporting.TRUTHFUL);
        }
        return new BanditSimulation(market, new VcgLearn(settings), List.of(taking))
                .run(STREAM, seed, RoundGrid.of(500, 500, 1))
                .regrets()
                .last("agent " + (liar + 1));
    }

    private static BanditMarket clicks(Outcomes space) {
        int n = space.agents();
        int size = space.allocations();
        double[] values = new double[n * size];
        for (int i = 0; i < n; i++) {
            for (int s = 1; s < size; s++) {
                values[i * size + s] = (0.9 - 0.1 * i) / s;
            }
        }
        Boolean[] known = new Boolean[size];
        for (int s = 0; s < size; s++) {
            known[s] = s == 0;
        }
        return new BanditMarket(
                space, Reals.of(values), new Noise.Coin(), List.of(known), Reals.filled(n * size, 0), 0.1);
    }

    /** Slots and service levels are learned, too, with the designer's values known or not: regret per round falls. */
    @ParameterizedTest
    @CsvSource({"ETC, false", "OPT, false", "ETC, true", "OPT, true"})
    void richMarketsAreLearned(Data data, boolean learnDesigner) {
        for (Outcomes space : List.of(new AdSlots(5, 3), ServiceLevels.alike(3, List.of(0, 1, 2), 4))) {
            BanditMarket market = clicks(space);
            LearnSettings settings = new LearnSettings(
                    data,
                    new Pricing(Bound.UPPER, Bound.UPPER, Charged.EVERYONE),
                    0.5,
                    new Designer(learnDesigner, 0.1),
                    Widths.FROZEN,
                    Ties.RANDOM);
            BanditSimulation learn = new BanditSimulation(
                    market, new VcgLearn(settings), all(space.agents(), false, Reporting.TRUTHFUL));
            BanditRun run = learn.run(STREAM, 1, RoundGrid.of(1000, 30_000, 1));
            double early = run.regrets().get("welfare", 0) / 1000;
            double late = run.regrets().last("welfare") / 30_000;
            assertThat(late).isLessThan(0.6 * early);
            assertThat(run.worstIdentity()).isLessThan(1e-9);
            assertThat(run.worstDeviation()).isBetween(0.01, 1.0);
        }
    }

    /** A listed outcome shows the designer one component, her value of it, however many outcomes there are. */
    @Test
    void asManyOutcomesAsValuesAreLearnedOneByOne() {
        List<List<Integer>> outcomes =
                List.of(List.of(0, 0), List.of(1, 0), List.of(0, 1), List.of(1, 1), List.of(0, 0), List.of(1, 0));
        BanditMarket market = new BanditMarket(
                new OutcomeTable(3, outcomes),
                Reals.filled(6, 0),
                new Noise.Gaussian(0),
                List.of(true, true, true),
                Reals.of(0, 0, 0, 0, 0, 0.9),
                0.1);
        LearnSettings settings = new LearnSettings(
                Data.ETC,
                new Pricing(Bound.MEAN, Bound.MEAN, Charged.EVERYONE),
                0.1,
                new Designer(true, 0.1),
                Widths.FROZEN,
                Ties.RANDOM);
        BanditRun run = new BanditSimulation(market, new VcgLearn(settings), all(2, false, Reporting.TRUTHFUL))
                .run(STREAM, 0, RoundGrid.of(3000, 3000, 1));
        // Every bracket's exploration tries five outcomes that are worth nothing.
        assertThat(run.regrets().last("welfare")).isLessThan(0.9 * 6 * run.brackets());
    }

    @Test
    void valuesOutsideTheUnitIntervalAreRefused() {
        BanditMarket good = appendix(0.5);
        double[] values = good.values().toArray();
        values[5] = 1.25;
        assertThatThrownBy(() -> new BanditMarket(
                        good.outcomes(), Reals.of(values), new Noise.Gaussian(0.5), good.known(), good.designer(), 0))
                .hasMessage("value = 1.25 of agent 3 for allocation 1 must lie in [0, 1]; the largest that works is 1\n"
                        + "Maybe divide all values by the largest.");
    }

    /** Rounds leave nothing behind: ten times as many allocate no more. */
    @Test
    void memoryDoesNotDependOnTheRounds() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        BanditSimulation learn = new BanditSimulation(
                appendix(0.5),
                new VcgLearn(settings(Data.OPT, Bound.UPPER, Bound.MEAN, 0.25, Charged.SERVED)),
                all(10, false, Reporting.TRUTHFUL));
        long[] allocated = new long[3];
        long[] rounds = {30_000, 30_000, 300_000};
        for (int k = 0; k < rounds.length; k++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            learn.run(STREAM, 0, RoundGrid.of(rounds[k], rounds[k], 1));
            allocated[k] = threads.getCurrentThreadAllocatedBytes() - before;
        }
        // The first run is warm-up; a few kilobytes are the state of a run.
        assertThat(allocated[2]).isLessThan(allocated[1] + 10_000);
    }

    @Test
    void noRoundsAreRefused() {
        assertThatThrownBy(() -> RoundGrid.of(1, 0, 10)).hasMessageContaining("rounds = 0 must be at least 1");
    }
}
