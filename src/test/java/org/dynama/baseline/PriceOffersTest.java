package org.dynama.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.dynama.model.Horizon;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Stages;
import org.dynama.model.Transitions;
import org.dynama.world.Environment;
import org.dynama.world.RandomEnvironments;
import org.dynama.world.SequentialSales;
import org.dynama.world.StaticAuction;
import org.dynama.world.TaskScheduling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Posted prices against prices worked out by hand, policies tried one by one, and lies. */
class PriceOffersTest {
    private static final PriceOffers OFFERS = new PriceOffers(new RandomStream(1, "prices"), 1);

    /** One item at 3, 3 and 2 to three agents in turn: 1 + 2/3 (1 + 2/3 * 4/3) = 61 / 27. */
    @Test
    void oneItemIsSoldToTheFirstWhoIsWilling() {
        Environment sale = FiniteTypeWorlds.sale(1, 3, 1, 2, 3);
        assertThat(profit(sale, 3, 3, 2)).isCloseTo(61.0 / 27, within(1e-12));
        assertThat(profit(sale, 2, 2, 2)).isCloseTo(2 * 26.0 / 27, within(1e-12));
    }

    /** All prices of small sales tried one by one, agents served in turn: none is better than what is found. */
    @ParameterizedTest(name = "{0} items")
    @CsvSource({"1, 2.2592592592592591", "2, 3.4074074074074074", "3, 4"})
    void theBestPricesOfASaleAreFound(int items, double expected) {
        Environment sale = FiniteTypeWorlds.sale(items, 3, 1, 2, 3);
        double best = 0;
        for (int code = 0; code < 64; code++) {
            best = Math.max(best, inTurn(items, new double[] {1 + code % 4, 1 + code / 4 % 4, 1 + code / 16}));
        }
        PriceOffers.Offers offers = OFFERS.solve(sale, WeightedProfiles.enumerated(sale));
        WeightedProfiles all = WeightedProfiles.enumerated(sale);
        assertThat(all.mean(offers.profit().toArray()))
                .isCloseTo(best, within(1e-12))
                .isCloseTo(expected, within(1e-12));
        assertThat(offers.least()).isZero();
        assertThat(OFFERS.of(sale, all).value()).isCloseTo(best, within(1e-12));
    }

    /** What agents who come in turn pay, each for one of the items while there are any. */
    private static double inTurn(int items, double[] prices) {
        double sum = 0;
        for (int code = 0; code < 27; code++) {
            int left = items;
            int[] types = {1 + code % 3, 1 + code / 3 % 3, 1 + code / 9};
            for (int i = 0; i < 3; i++) {
                if (left > 0 && types[i] >= prices[i]) {
                    sum += prices[i];
                    left--;
                }
            }
        }
        return sum / 27;
    }

    private static double profit(Environment world, double... prices) {
        WeightedProfiles all = WeightedProfiles.enumerated(world);
        OfferedChoices choices = new OfferedChoices(world, false);
        double[][] rows = Arrays.stream(prices).mapToObj(p -> new double[] {p}).toArray(double[][]::new);
        double[] profits = new double[all.profiles().count()];
        for (int b = 0; b < profits.length; b++) {
            profits[b] = choices.play(rows, all.profiles(), b).profit();
        }
        return all.mean(profits);
    }

    /** No report gains anything, whatever the prices: costs, constants, masks, discounts. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void truthIsDominant(long seed) {
        Environment world = FiniteTypeWorlds.mixed(seed);
        Profiles types = Profiles.draw(world.agents(), new RandomStream(seed, "types"), 0, 40);
        Profiles lies = Profiles.draw(world.agents(), new RandomStream(seed, "lies"), 0, 40);
        boolean byStage = world.mdp().horizon() instanceof Horizon.Finite;
        OfferedChoices choices = new OfferedChoices(world, byStage);
        double[][] prices = new double[world.agentCount()][];
        for (int i = 0; i < prices.length; i++) {
            prices[i] = new RandomStream(seed, "prices")
                    .generator(i)
                    .doubles((long) choices.stages() * world.dimension(), -1, 2)
                    .toArray();
        }
        for (int b = 0; b < types.count(); b++) {
            for (int i = 0; i < prices.length; i++) {
                double truth = choices.play(prices, types, b).utilities()[i];
                double lie = choices.play(prices, types.withReports(i, lies), types, b)
                        .utilities()[i];
                assertThat(lie).as("agent %d, profile %d", i, b).isLessThanOrEqualTo(truth + 1e-9);
            }
        }
    }

    /** So it is where agents are asked whether they accept, and the designer chooses. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void truthIsDominantWhereAgentsAccept(long seed) {
        Environment world = FiniteTypeWorlds.oneNumber(seed);
        assertThat(AcceptedPrices.fits(world)).isTrue();
        assertThat(AcceptedPrices.fits(FiniteTypeWorlds.mixed(4))).isFalse();
        Profiles types = Profiles.draw(world.agents(), new RandomStream(seed, "types"), 0, 40);
        Profiles lies = Profiles.draw(world.agents(), new RandomStream(seed, "lies"), 0, 40);
        PostedRule rule = new AcceptedPrices(world);
        double[][] prices = new RandomStream(seed, "prices")
                .generator(0)
                .doubles(world.agentCount(), 0, 2)
                .mapToObj(price -> new double[] {price})
                .toArray(double[][]::new);
        for (int b = 0; b < types.count(); b++) {
            PostedRule.Outcome outcome = rule.play(prices, types, b);
            for (int i = 0; i < prices.length; i++) {
                double lie =
                        rule.play(prices, types.withReports(i, lies), types, b).utilities()[i];
                assertThat(lie).as("agent %d, profile %d", i, b).isLessThanOrEqualTo(outcome.utilities()[i] + 1e-9);
            }
        }
    }

    /** All policies of small worlds tried one by one, by each agent's wishes in turn: the same utilities and profit. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {2, 4, 6, 8, 10, 12, 14, 16})
    void policiesTriedOneByOneAgree(long seed) {
        Environment world = RandomEnvironments.of(seed, 5, 3, 3);
        Profiles types = Profiles.draw(world.agents(), new RandomStream(seed, "types"), 0, 20);
        double[][] prices = new double[world.agentCount()][world.dimension()];
        for (double[] own : prices) {
            Arrays.fill(own, 0.4);
        }
        OfferedChoices choices = new OfferedChoices(world, false);
        for (int b = 0; b < types.count(); b++) {
            PostedRule.Outcome outcome = choices.play(prices, types, b);
            List<double[]> sums = policies(world, prices, types, b);
            int n = prices.length;
            double[] back = new double[n];
            for (int i = 0; i < n; i++) {
                int agent = i;
                back[i] = Math.max(
                        0,
                        sums.stream().mapToDouble(sum -> sum[n + agent]).min().orElseThrow());
                sums = kept(sums, sum -> sum[agent] - sum[n + agent]);
                sums = kept(sums, sum -> sum[n + agent]);
            }
            double[] chosen = kept(sums, sum -> sum[2 * n]).get(0);
            double profit = chosen[2 * n];
            for (int i = 0; i < n; i++) {
                profit += chosen[n + i] - back[i];
                assertThat(outcome.utilities()[i]).isCloseTo(chosen[i] - chosen[n + i] + back[i], within(1e-9));
            }
            assertThat(outcome.profit()).isCloseTo(profit, within(1e-9));
        }
    }

    private static List<double[]> kept(List<double[]> sums, ToDoubleFunction<double[]> wish) {
        double best = sums.stream().mapToDouble(wish).max().orElseThrow();
        return sums.stream()
                .filter(sum -> wish.applyAsDouble(sum) >= best - 1e-10)
                .toList();
    }

    /** Every policy's rewards, payments and the designer's reward. */
    private static List<double[]> policies(Environment world, double[][] prices, Profiles types, int b) {
        Transitions transitions = world.mdp().transitions();
        int actions = world.mdp().actionCount();
        int states = world.mdp().stateCount();
        int n = prices.length;
        Stages stages = Stages.of(world.mdp());
        List<double[]> all = new ArrayList<>();
        for (int code = 0; code < Math.pow(actions, states); code++) {
            double[] visits = world.mdp().initial().toArray();
            double[] sum = new double[2 * n + 1];
            boolean exists = true;
            for (int k = 0; k < states && exists; k++) {
                int s = stages.inOrder(k);
                int pair = transitions.pair(s, (int) (code / Math.pow(actions, s)) % actions);
                exists = pair >= 0;
                if (!exists) {
                    break;
                }
                for (int e = transitions.begin(pair); e < transitions.end(pair); e++) {
                    visits[transitions.next(e)] += visits[s] * transitions.probability(e);
                }
                sum[2 * n] += visits[s] * world.designer().get(pair);
                RewardMap rewards = world.rewards();
                for (int i = 0; i < n; i++) {
                    sum[i] += visits[s] * rewards.reward(i, pair, types, b);
                }
                for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
                    int c = rewards.component(m);
                    double price = c < 0 ? 1 : prices[rewards.agent(m)][c];
                    sum[n + rewards.agent(m)] += visits[s] * rewards.coefficient(m) * price;
                }
            }
            if (exists) {
                all.add(sum);
            }
        }
        return all;
    }

    /** One item, two agents, U[0, 1]: the first pays 5/8, the second 1/2: 25 / 64; the grid of prices loses little. */
    @Test
    void anAuctionComesNearTheBestSequentialPrices() {
        Environment auction = StaticAuction.of(Reals.filled(2, 1), 1, StaticAuction.Valuation.ADDITIVE);
        WeightedProfiles fresh = WeightedProfiles.drawn(auction, new RandomStream(2, "fresh"), 20_000);
        BaselineValue value = OFFERS.of(auction, fresh);
        assertThat(value.value()).isCloseTo(25.0 / 64, within(0.01 + 4 * value.standardError()));
    }

    /** Nobody loses on fresh profiles where tasks must go to somebody: the last worker's wage is the largest cost. */
    @Test
    void workersDoNotLose() {
        Environment tasks = TaskScheduling.of(TaskScheduling.uniformBounds(2), 2, TaskScheduling.LoadRule.PUBLISHED);
        WeightedProfiles fresh = WeightedProfiles.drawn(tasks, new RandomStream(2, "fresh"), 5_000);
        PriceOffers.Offers offers = OFFERS.solve(tasks, fresh);
        assertThat(offers.least()).isGreaterThanOrEqualTo(-1e-9);
        assertThat(fresh.mean(offers.profit().toArray())).isLessThan(0);
    }

    /** Profit, welfare and utilities add up, and no bound is exceeded. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void profitStaysBelowTheOptimum(long seed) {
        Environment world = FiniteTypeWorlds.oneNumber(seed);
        WeightedProfiles all = WeightedProfiles.enumerated(world);
        PriceOffers.Offers offers = OFFERS.solve(world, all);
        double profit = all.mean(offers.profit().toArray());
        double kept = offers.utilities().stream()
                .mapToDouble(own -> all.mean(own.toArray()))
                .sum();
        assertThat(profit).isCloseTo(all.mean(offers.welfare().toArray()) - kept, within(1e-9));
        if (offers.least() > -1e-9) {
            assertThat(profit)
                    .isLessThanOrEqualTo(
                            new OptimalMechanism(true, 1).solve(world).bound() + 1e-8);
        }
    }

    @Test
    void threadsAndUnitsDoNotMatter() {
        Environment world = FiniteTypeWorlds.oneNumber(2);
        WeightedProfiles all = WeightedProfiles.enumerated(world);
        PriceOffers.Offers offers = OFFERS.solve(world, all);
        assertThat(new PriceOffers(new RandomStream(1, "prices"), 3).solve(world, all))
                .isEqualTo(offers);
        Environment small = FiniteTypeWorlds.sale(2, 3, 1e-10, 2e-10, 3e-10);
        assertThat(OFFERS.of(small, WeightedProfiles.enumerated(small)).value())
                .isCloseTo(92.0 / 27 * 1e-10, within(1e-20));
    }

    @Test
    void averagesAndRanksAreRefused() {
        Environment ranked = SequentialSales.ranked(SequentialSales.agents(Reals.filled(3, 1)), 2);
        assertThat(OFFERS.misfit(ranked))
                .contains("posted prices must know who earns what, and these rewards go by rank");
        Environment endless =
                RandomEnvironments.withHorizon(RandomEnvironments.of(1, 6, 3, 2), new Horizon.AverageReward());
        assertThat(OFFERS.misfit(endless))
                .contains("posted prices need runs whose payments add up, and this horizon averages them");
    }
}
