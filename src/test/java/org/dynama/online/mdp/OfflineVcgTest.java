package org.dynama.online.mdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dynama.ama.mechanism.AffineMaximizer;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.mechanism.LpMaximizer;
import org.dynama.ama.mechanism.Outcome;
import org.dynama.exact.OccupancyLp;
import org.dynama.model.Agent;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.dynama.model.TypeDistribution;
import org.dynama.online.mdp.IhmdpSettings.Favour;
import org.dynama.online.mdp.MarketPlan.Counts;
import org.dynama.online.mdp.MarketPlan.Motion;
import org.dynama.online.mdp.MarketPlan.Sale;
import org.dynama.online.regret.RoundGrid;
import org.dynama.online.reporting.Noise;
import org.dynama.online.reporting.Reporting;
import org.dynama.world.Environment;
import org.junit.jupiter.api.Test;

/** The mechanism of a designer who knows the market: by another route, and in simulation. */
class OfflineVcgTest {
    private static final int MARKETS = 100;
    private static final List<Sale> SALES =
            List.of(Sale.SINGLE_ITEM, Sale.MULTI_UNIT, Sale.COMBINATORIAL, Sale.ANYTHING);

    static Market random(int index) {
        Sale sale = SALES.get(index % SALES.size());
        Motion motion = index % 7 == 3 ? Motion.DEMAND_CYCLE : Motion.RANDOM;
        int states = motion == Motion.DEMAND_CYCLE ? 3 : 2 + index % 4;
        MarketPlan plan =
                new MarketPlan(sale, motion, new Counts(1 + index % 3, 2, states), 0.05, 0.7, new Noise.Coin());
        return Markets.of(plan, new RandomStream(11, "markets"), index);
    }

    /** The affine maximizer at w = 1, b = r_0 in the same average-reward MDP: types are the rewards themselves. */
    private static Outcome affineMaximizer(Market market) {
        int states = market.stateCount();
        int actions = market.actionCount();
        Transitions.Builder transitions = new Transitions.Builder(states, actions);
        for (int k = 0; k < market.kernel().size(); k++) {
            int pair = k / states;
            transitions.to(
                    pair / actions, pair % actions, k % states, market.kernel().get(k));
        }
        Mdp mdp = new Mdp(
                market.chain().states(),
                market.chain().actions(),
                transitions.build(),
                Reals.filled(states, 1.0 / states),
                new Horizon.AverageReward());
        RewardMap.Builder rewards = new RewardMap.Builder(market.agents(), market.pairs());
        List<Agent> agents = new ArrayList<>();
        double[] types = new double[market.agents() * market.pairs()];
        for (int i = 0; i < market.agents(); i++) {
            agents.add(new Agent(
                    "agent " + i,
                    new TypeDistribution.Uniform(Reals.filled(market.pairs(), 0), Reals.filled(market.pairs(), 1))));
            double[] own = market.rewards(i + 1);
            for (int pair = 0; pair < market.pairs(); pair++) {
                rewards.add(pair, i, pair, 1);
                types[i * market.pairs() + pair] = own[pair];
            }
        }
        Environment environment =
                new Environment(market.name(), mdp, agents, rewards.build(), Reals.of(market.rewards(0)));
        AffineMaximizer mechanism = new AffineMaximizer(environment, AmaParameters.vcg(environment));
        return mechanism.outcome(
                new LpMaximizer(new OccupancyLp(mdp, environment.rewards()), List.of()),
                Profiles.of(market.agents(), market.pairs(), 1, types));
    }

    /** Prices and welfare equal those of the exact affine-maximizer code, and agents never lose by taking part. */
    @Test
    void pricesAreThoseOfTheAffineMaximizer() {
        for (int index = 0; index < MARKETS; index++) {
            Market market = random(index);
            OfflineVcg offline = OfflineVcg.of(market, 0);
            Outcome outcome = affineMaximizer(market);
            assertThat(offline.welfare()).isCloseTo(outcome.affineWelfare(0), within(1e-9));
            for (int i = 0; i < market.agents(); i++) {
                assertThat(offline.prices().get(i)).isCloseTo(outcome.payment(i, 0), within(1e-9));
                assertThat(offline.prices().get(i)).isGreaterThan(-1e-12);
                assertThat(offline.utilities().get(i + 1)).isGreaterThan(-1e-12);
            }
        }
    }

    /**
     * Who knows the market and starts it at rest loses no welfare; the designer loses, and agents gain, the prices that
     * mixing phases do not charge.
     */
    @Test
    void whoKnowsTheMarketLosesOnlyTheMixingPrices() {
        RoundGrid grid = RoundGrid.of(3000, 3000, 1);
        for (int index = 0; index < MARKETS; index++) {
            Market market = random(index);
            IhmdpVcg vcg = new IhmdpVcg(
                    market,
                    new IhmdpSettings(0, 0.1, Favour.DESIGNER, 1, true),
                    Collections.nCopies(market.agents(), Reporting.TRUTHFUL));
            IhmdpRun run = vcg.run(new RandomStream(5, "online"), index, grid);
            assertThat(run.expected().last("welfare")).isCloseTo(0, within(1e-8));
            assertThat(run.expected().last("designer")).isCloseTo(run.episodes().waived(), within(1e-8));
            assertThat(run.expected().last("agents")).isCloseTo(-run.episodes().waived(), within(1e-8));
            for (int i = 0; i < market.agents(); i++) {
                assertThat(run.charges().prices().last("agent " + (i + 1)))
                        .isCloseTo(vcg.baseline().prices().get(i), within(1e-9));
            }
            assertThat(run.worstIdentity()).isLessThan(1e-9);
        }
    }

    /** Lemma 1: the delta for an epsilon costs epsilon, or it is the largest there is. */
    @Test
    void deltaForAnEpsilonCostsThatMuch() {
        for (int index = 0; index < 12; index++) {
            Market market = random(index);
            double most = OfflineVcg.largestDelta(market);
            double delta = OfflineVcg.deltaFor(market, 0.02);
            double loss = OfflineVcg.of(market, 0).welfare()
                    - OfflineVcg.of(market, delta).welfare();
            assertThat(loss).isLessThan(0.02 + 1e-9);
            assertThat(delta).isPositive();
            if (market.agents() == 1 && delta < 0.99 * most) {
                double more = OfflineVcg.of(market, 0).welfare()
                        - OfflineVcg.of(market, Math.min(most * 0.999999, 1.5 * delta))
                                .welfare();
                assertThat(more).isGreaterThan(loss);
            }
        }
    }

    @Test
    void aDeltaAboveTheLargestIsRefused() {
        Market market = random(2);
        double most = OfflineVcg.largestDelta(market);
        assertThatThrownBy(() -> OfflineVcg.of(market, most + 0.01))
                .hasMessageStartingWith("delta = " + (most + 0.01) + " must lie in [0, delta_max] of " + market.name()
                        + "; the largest that works is " + most * (1 - 1e-9));
        assertThat(OfflineVcg.of(market, most * (1 - 1e-9)).delta()).isPositive();
    }

    @Test
    void aKernelBelowAlphaIsRefused() {
        Market good = random(0);
        double least = good.kernel().stream().min().orElseThrow();
        assertThatThrownBy(() ->
                        new MarketChain(good.chain().states(), good.chain().actions(), good.kernel(), least + 0.01))
                .hasMessageContaining("alpha = " + (least + 0.01) + " must be more than 0 and at most the least")
                .hasMessageContaining("the largest alpha that works is " + least);
    }

    /** Samples of the designer's beyond c_max would make her confidence sets fail. */
    @Test
    void designerRewardsOutOfRangeAreRefused() {
        Market good = random(0);
        assertThatThrownBy(() -> new Market(
                        good.name(),
                        good.chain(),
                        new MarketRewards(good.agents(), good.rewards().expected(), 0.01, new Noise.Coin())))
                .hasMessageContaining("of the designer at")
                .hasMessageContaining("must lie in [0, 0.01]; the largest that works is 0.01");
        assertThatThrownBy(() -> new Market(
                        good.name(),
                        good.chain(),
                        new MarketRewards(
                                good.agents(),
                                good.rewards().expected(),
                                good.rewards().ceiling(),
                                new Noise.Uniform(0.6))))
                .hasMessageContaining("spread = 0.6 takes realised rewards of the designer");
    }
}
