package org.dynama.online.mdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.dynama.model.RandomStream;
import org.dynama.online.mdp.IhmdpSettings.Favour;
import org.dynama.online.mdp.MarketPlan.Counts;
import org.dynama.online.mdp.MarketPlan.Motion;
import org.dynama.online.mdp.MarketPlan.Sale;
import org.dynama.online.regret.Growth;
import org.dynama.online.regret.Regrets;
import org.dynama.online.regret.RoundGrid;
import org.dynama.online.reporting.Noise;
import org.dynama.online.reporting.Reporting;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Learning a market that never restarts. */
class IhmdpVcgTest {
    private static final RandomStream STREAM = new RandomStream(1, "online");
    private static final List<String> SIDES = List.of(Regrets.WELFARE, Regrets.DESIGNER, Regrets.AGENTS);

    static Market market(int index) {
        MarketPlan plan = new MarketPlan(Sale.ANYTHING, Motion.RANDOM, new Counts(3, 1, 4), 0.1, 1, new Noise.Coin());
        return Markets.of(plan, new RandomStream(1, "markets"), index);
    }

    private static IhmdpVcg vcg(Market market, double delta, Favour favour, double radius) {
        return new IhmdpVcg(
                market,
                new IhmdpSettings(delta, 0.1, favour, radius, false),
                Collections.nCopies(market.agents(), Reporting.TRUTHFUL));
    }

    /** Lengths of phases and numbers of episodes as independent prototypes had them (S = A = 4, n = 3). */
    @Test
    void episodesAreAsLongAsTabulated() {
        IhmdpVcg vcg = vcg(market(0), 0.01, Favour.DESIGNER, 1);
        assertThat(vcg.mixing(1)).isZero();
        assertThat(vcg.stationary(1)).isEqualTo(20_301);
        assertThat(vcg.run(STREAM, 0, RoundGrid.of(1_000_000, 1_000_000, 1))
                        .episodes()
                        .count())
                .isEqualTo(30);
    }

    /**
     * Realised regrets agree with those computed from occupancies: over seeds the mean difference is within 3 standard
     * errors of 0, for welfare, designer and agents; and in every run welfare is their sum.
     */
    @ParameterizedTest
    @EnumSource(Favour.class)
    void realisedRegretsAgreeWithOccupancies(Favour favour) {
        IhmdpVcg vcg = vcg(market(1), 0.01, favour, 1);
        int seeds = 30;
        double[] sum = new double[3];
        double[] squares = new double[3];
        for (int seed = 0; seed < seeds; seed++) {
            IhmdpRun run = vcg.run(STREAM, seed, RoundGrid.of(100, 40_000, 4));
            assertThat(run.worstIdentity()).isLessThan(1e-9);
            assertThat(run.programs().infeasible()).isZero();
            for (int k = 0; k < 3; k++) {
                double difference =
                        run.realised().last(SIDES.get(k)) - run.expected().last(SIDES.get(k));
                sum[k] += difference;
                squares[k] += difference * difference;
            }
        }
        for (int k = 0; k < 3; k++) {
            double mean = sum[k] / seeds;
            double error = Math.sqrt((squares[k] / seeds - mean * mean) / (seeds - 1));
            assertThat(mean).isCloseTo(0, within(3 * error));
            assertThat(error).isPositive();
        }
    }

    /** Coverage over 200 runs: the truth stays in all sets, well inside them but not so far that they say nothing. */
    @Test
    void theTruthStaysInTheConfidenceSets() {
        coverage(25_000);
    }

    /** The same over a million rounds. */
    @Tag("slow")
    @Test
    void theTruthStaysInTheConfidenceSetsForLong() {
        coverage(1_000_000);
    }

    private static void coverage(long rounds) {
        int covered = 0;
        int shrunkCovered = 0;
        double worst = 0;
        IhmdpVcg right = vcg(market(2), 0.01, Favour.DESIGNER, 1);
        IhmdpVcg shrunk = vcg(market(2), 0.01, Favour.DESIGNER, 0.1);
        RoundGrid grid = RoundGrid.of(rounds, rounds, 1);
        for (int seed = 0; seed < 200; seed++) {
            IhmdpRun run = right.run(STREAM, seed, grid);
            covered += run.coverage().held() ? 1 : 0;
            worst = Math.max(
                    worst, Math.max(run.coverage().worstKernel(), run.coverage().worstReward()));
            shrunkCovered +=
                    seed < 20 && shrunk.run(STREAM, seed, grid).coverage().held() ? 1 : 0;
        }
        // Sets may fail in a share of about zeta = 0.1 of runs; Bernstein's are far wider than that.
        assertThat(covered).isEqualTo(200);
        assertThat(worst).isBetween(0.3, 1.0);
        assertThat(shrunkCovered).isZero();
    }

    /**
     * The prices that favour the designer lie above those that favour agents. Both go with the same policies and the same
     * market, so that the gap is made of confidence radii alone, and closes.
     */
    @Test
    void theTwoPricesCloseInOnEachOther() {
        Market market = market(3);
        RoundGrid grid = RoundGrid.of(100_000, 1_000_000, 1);
        IhmdpRun designer = vcg(market, 0.01, Favour.DESIGNER, 1).run(STREAM, 0, grid);
        IhmdpRun agents = vcg(market, 0.01, Favour.AGENTS, 1).run(STREAM, 0, grid);
        assertThat(agents.realised().last("welfare"))
                .isEqualTo(designer.realised().last("welfare"));
        for (String agent : designer.charges().prices().columns()) {
            double early = designer.charges().prices().get(agent, 0)
                    - agents.charges().prices().get(agent, 0);
            double late = designer.charges().prices().last(agent)
                    - agents.charges().prices().last(agent);
            assertThat(late).isPositive().isLessThan(0.6 * early);
        }
    }

    /** One stream, seed and grid: one run; the grid does not change what happens. */
    @Test
    void theGridDoesNotMoveTheRun() {
        IhmdpVcg vcg = vcg(market(0), 0.01, Favour.DESIGNER, 1);
        IhmdpRun fine = vcg.run(STREAM, 3, RoundGrid.of(10, 50_000, 10));
        IhmdpRun coarse = vcg.run(STREAM, 3, RoundGrid.of(50_000, 50_000, 1));
        assertThat(fine.realised().last("welfare")).isEqualTo(coarse.realised().last("welfare"));
        assertThat(fine.expected().last("designer")).isCloseTo(coarse.expected().last("designer"), within(1e-6));
    }

    /** The excess over the exact mechanism of the same delta grows no faster than the rounds to the power 0.72. */
    @Test
    void theExcessGrowsSlowly() {
        excess(1, 20_000, 1_000_000, 2);
    }

    /** The same over six markets and 100,000 to 10,000,000 rounds. */
    @Tag("slow")
    @Test
    void theExcessGrowsSlowlyForLong() {
        excess(6, 100_000, 10_000_000, 2);
    }

    private static void excess(int markets, long from, long rounds, int seeds) {
        RoundGrid grid = RoundGrid.of(from, rounds, 4);
        for (int index = 0; index < markets; index++) {
            Market market = market(index);
            IhmdpVcg vcg = vcg(market, 0.01, Favour.DESIGNER, 1);
            OfflineVcg shrunk = OfflineVcg.of(market, 0.01);
            double welfare = vcg.baseline().welfare() - shrunk.welfare();
            double designer =
                    vcg.baseline().utilities().get(0) - shrunk.utilities().get(0);
            double[] floors = {welfare, designer, welfare - designer};
            double[] signs = {1, -1, 1};
            double[][][] curves = new double[3][seeds][];
            for (int seed = 0; seed < seeds; seed++) {
                IhmdpRun run = vcg.run(STREAM, seed, grid);
                for (int k = 0; k < 3; k++) {
                    curves[k][seed] = run.expected().column(SIDES.get(k));
                    for (int point = 0; point < grid.size(); point++) {
                        curves[k][seed][point] = signs[k] * (curves[k][seed][point] - floors[k] * grid.round(point));
                    }
                }
            }
            for (int k = 0; k < 3; k++) {
                assertThat(Growth.of(grid.rounds(), curves[k], from).slope()).isLessThan(0.72);
            }
        }
    }

    /** With delta = T^(-1/3) the welfare regret grows as the horizon to the power 0.67, give or take 0.08. */
    @Tag("slow")
    @Test
    void theRegretGrowsWithTheHorizonAsTheTheoremSays() {
        long[] horizons = {100_000, 300_000, 1_000_000, 3_000_000, 10_000_000};
        Market market = market(0);
        double[][] regrets = new double[2][horizons.length];
        for (int k = 0; k < horizons.length; k++) {
            IhmdpVcg vcg = vcg(market, 1 / Math.cbrt((double) horizons[k]), Favour.DESIGNER, 1);
            for (int seed = 0; seed < 2; seed++) {
                regrets[seed][k] = vcg.run(STREAM, seed, RoundGrid.of(horizons[k], horizons[k], 1))
                        .expected()
                        .last("welfare");
            }
        }
        assertThat(Growth.of(horizons, regrets, 1).slope()).isCloseTo(0.67, within(0.08));
    }

    /** Lies cost or gain next to nothing, and what the liar reports is what the mechanism learns. */
    @Test
    void lyingGainsLittle() {
        Market market = market(4);
        RoundGrid grid = RoundGrid.of(200_000, 200_000, 1);
        IhmdpSettings settings = new IhmdpSettings(0.01, 0.1, Favour.DESIGNER, 1, false);
        double truth = regret(market, settings, Reporting.TRUTHFUL, grid);
        for (Reporting lie : List.of(
                new Reporting.Scaled(0.5),
                new Reporting.Scaled(1.5),
                new Reporting.Squashed(0.5, 0.5),
                new Reporting.Early(new Reporting.Scaled(0), 50_000),
                new Reporting.PriceReactive(0.5, 0.1))) {
            double gain = (truth - regret(market, settings, lie, grid)) / grid.last();
            assertThat(gain).isLessThan(0.05);
        }
    }

    private static double regret(Market market, IhmdpSettings settings, Reporting first, RoundGrid grid) {
        IhmdpVcg vcg = new IhmdpVcg(market, settings, List.of(first, Reporting.TRUTHFUL, Reporting.TRUTHFUL));
        return vcg.run(STREAM, 0, grid).expected().last("agent 1");
    }
}
