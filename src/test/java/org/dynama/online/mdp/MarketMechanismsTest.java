package org.dynama.online.mdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.online.mdp.Replanning.Schedule;
import org.dynama.online.regret.RoundGrid;
import org.dynama.online.reporting.Noise;
import org.dynama.online.reporting.Reporting;
import org.dynama.refusal.Refusal;
import org.junit.jupiter.api.Test;

/** Mechanisms that IHMDP-VCG is compared with, in markets whose numbers are worked out by hand. */
class MarketMechanismsTest {
    private static final RandomStream STREAM = new RandomStream(1, "online");

    /** One state; an item goes to the first agent, to the second, or to nobody. */
    private static final Market SALE = market(1, List.of(1.0, 1.0, 1.0), 0, 0, 0, 0.8, 0, 0, 0, 0.5, 0);

    /**
     * In "low" the first action is worth 0.2 and leads to "low" mostly, the second nothing and leads to "high" mostly; in "high"
     * everything is worth 1 to the agent, and stays.
     */
    private static final Market PATIENT =
            market(2, List.of(0.9, 0.1, 0.1, 0.9, 0.1, 0.9, 0.1, 0.9), 0, 0, 0, 0, 0.2, 0, 1, 1);

    private static Market market(int states, List<Double> kernel, double... rewards) {
        int actions = kernel.size() / states / states;
        MarketChain chain = new MarketChain(
                names(states),
                names(actions),
                Reals.of(kernel.stream().mapToDouble(p -> p).toArray()),
                Collections.min(kernel));
        int agents = rewards.length / (states * actions) - 1;
        return new Market("by hand", chain, new MarketRewards(agents, Reals.of(rewards), 1, new Noise.Uniform(0)));
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(String::valueOf).toList();
    }

    private static MarketRun run(Market market, MarketMechanism mechanism, long rounds) {
        List<Reporting> truthful = Collections.nCopies(market.agents(), Reporting.TRUTHFUL);
        return new MarketSimulation(market, OfflineVcg.of(market, 0), mechanism, truthful)
                .run(STREAM, 0, RoundGrid.of(1, rounds, 10));
    }

    /** Each action once, free of charge, loses 0 + 0.3 + 0.8 and three prices of 0.5; from then on all is VCG. */
    @Test
    void inOneStateTheRoundIsAllThereIs() {
        MarketRun run = run(SALE, new MyopicVcg(), 1000);
        assertThat(run.expected().last("welfare")).isCloseTo(1.1, within(1e-9));
        assertThat(run.expected().last("designer")).isCloseTo(1.5, within(1e-9));
        assertThat(run.charges().prices().last("agent 1")).isCloseTo(0.5, within(1e-12));
        assertThat(run.charges().prices().last("agent 2")).isCloseTo(0, within(1e-12));
    }

    /** Who looks at a round alone takes 0.2 and stays in "low" for nine rounds of ten; the exact mechanism has 0.9. */
    @Test
    void whoLooksAtARoundAloneMissesWhatFollows() {
        long rounds = 100_000;
        assertThat(OfflineVcg.of(PATIENT, 0).welfare()).isCloseTo(0.9, within(1e-9));
        double myopic = run(PATIENT, new MyopicVcg(), rounds).expected().last("welfare") / rounds;
        // Half of all rounds are in either state: 0.5 * 0.2 + 0.5.
        assertThat(myopic).isCloseTo(0.9 - 0.6, within(0.02));
        for (Schedule schedule : Schedule.values()) {
            double planned = run(PATIENT, new Replanning(PATIENT, schedule, 0.1), rounds)
                    .expected()
                    .last("welfare");
            assertThat(planned / rounds).as(schedule.toString()).isLessThan(0.05);
        }
    }

    /** 1,000^(2/3) = 100 rounds explore; then policy and prices are VCG's. */
    @Test
    void exploringOnceCostsItsExploration() {
        MarketRun run = run(SALE, new Replanning(SALE, Schedule.EXPLORE_ONCE, 0.1), 1000);
        double first = run.expected().get("welfare", run.expected().grid().size() - 11);
        assertThat(run.expected().grid().round(run.expected().grid().size() - 11))
                .isEqualTo(100);
        assertThat(first).isBetween(20.0, 60.0);
        assertThat(run.expected().last("welfare")).isCloseTo(first, within(1e-9));
        assertThat(run.charges().prices().last("agent 1")).isCloseTo(0.5, within(1e-9));
        assertThat(run.facts()).containsEntry("episodes", 2.0).containsEntry("programs", 3.0);
    }

    /** Episodes of 3, 6, 12 and so on: the ninth begins in round 3 * 255 + 1. */
    @Test
    void episodesDouble() {
        MarketRun run = run(SALE, new Replanning(SALE, Schedule.EPISODIC, 0.1), 1000);
        assertThat(run.episodes()).isEqualTo(9);
        assertThat(run.facts()).containsEntry("programs", 8 * 3.0).containsEntry("infeasible", 0.0);
    }

    @Test
    void whatIsNoActionOrNoAmountIsRefused() {
        assertThatThrownBy(() -> run(SALE, known -> new Constant(3, 0), 10))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("action = 3 of a mechanism must be one of 3, from 0");
        assertThatThrownBy(() -> run(SALE, known -> new Constant(0, Double.NaN), 10))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("price = NaN of a mechanism must be finite");
    }

    private record Constant(int action, double price) implements MarketMechanism.Rule {
        @Override
        public int decide(long t, int state, double[] prices) {
            prices[0] = price;
            return action;
        }

        @Override
        public void hear(int state, int action, double[] reports, int next) {}
    }
}
