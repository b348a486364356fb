package org.dynama.online.mdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.model.Draws;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.online.reporting.Noise;
import org.junit.jupiter.api.Test;

/** Offline prices by another route: policy iteration by Gaussian elimination, which shares nothing with linear programs. */
class OfflinePricesTest {
    static final int MARKETS = 200;

    /** Of 1 to 20 states, 1 to 6 actions and 1 to 20 bidders. */
    static Market market(Draws draws) {
        int states = 1 + draws.below(20);
        int actions = 1 + draws.below(6);
        int agents = 1 + draws.below(20);
        double[] kernel = new double[states * actions * states];
        for (int row = 0; row < kernel.length; row += states) {
            double sum = 0;
            for (int k = row; k < row + states; k++) {
                kernel[k] = 0.01 + draws.exponential();
                sum += kernel[k];
            }
            for (int k = row; k < row + states; k++) {
                kernel[k] /= sum;
            }
        }
        double least = Arrays.stream(kernel).min().orElseThrow();
        double[] rewards = IntStream.range(0, (agents + 1) * states * actions)
                .mapToDouble(k -> draws.uniform() < 0.5 ? 0 : draws.uniform())
                .toArray();
        MarketChain chain = new MarketChain(names(states), names(actions), Reals.of(kernel), least);
        return new Market("random", chain, new MarketRewards(agents, Reals.of(rewards), 1, new Noise.Coin()));
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(String::valueOf).toList();
    }

    /** Howard's policy iteration; returns the optimal stationary occupancy. */
    private static double[] optimum(Market market, double[] rewards) {
        int states = market.stateCount();
        int actions = market.actionCount();
        int[] policy = new int[states];
        boolean isBetter = true;
        while (isBetter) {
            double[] bias = bias(market, rewards, policy);
            isBetter = false;
            for (int s = 0; s < states; s++) {
                double now = worth(market, rewards, bias, s * actions + policy[s]);
                for (int a = 0; a < actions; a++) {
                    double other = worth(market, rewards, bias, s * actions + a);
                    if (other > now + 1e-12) {
                        now = other;
                        policy[s] = a;
                        isBetter = true;
                    }
                }
            }
        }
        return occupancy(market, policy);
    }

    private static double worth(Market market, double[] rewards, double[] bias, int pair) {
        double worth = rewards[pair];
        for (int next = 0; next < market.stateCount(); next++) {
            worth += market.kernel().get(pair * market.stateCount() + next) * bias[next];
        }
        return worth;
    }

    /** {@code h - P h + g = r} with {@code h_0 = 0}, the gain in its place. */
    private static double[] bias(Market market, double[] rewards, int[] policy) {
        int n = market.stateCount();
        double[][] rows = new double[n][n + 1];
        for (int s = 0; s < n; s++) {
            int pair = s * market.actionCount() + policy[s];
            for (int x = 1; x < n; x++) {
                rows[s][x] = (s == x ? 1 : 0) - market.kernel().get(pair * n + x);
            }
            rows[s][0] = 1;
            rows[s][n] = rewards[pair];
        }
        double[] solved = solved(rows);
        solved[0] = 0;
        return solved;
    }

    private static double[] occupancy(Market market, int[] policy) {
        int n = market.stateCount();
        double[][] rows = new double[n][n + 1];
        for (int x = 0; x < n; x++) {
            for (int s = 0; s < n; s++) {
                int pair = s * market.actionCount() + policy[s];
                rows[x][s] = x == 0 ? 1 : (s == x ? 1 : 0) - market.kernel().get(pair * n + x);
            }
        }
        rows[0][n] = 1;
        double[] stays = solved(rows);
        double[] visits = new double[market.pairs()];
        for (int s = 0; s < n; s++) {
            visits[s * market.actionCount() + policy[s]] = stays[s];
        }
        return visits;
    }

    private static double[] solved(double[][] rows) {
        int n = rows.length;
        for (int k = 0; k < n; k++) {
            int at = k;
            int pivot = IntStream.range(k, n)
                    .boxed()
                    .max((i, j) -> Double.compare(Math.abs(rows[i][at]), Math.abs(rows[j][at])))
                    .orElseThrow();
            double[] row = rows[pivot];
            rows[pivot] = rows[k];
            rows[k] = row;
            for (int i = 0; i < n; i++) {
                double factor = i == k ? 0 : rows[i][k] / row[k];
                for (int j = k; j <= n && factor != 0; j++) {
                    rows[i][j] -= factor * row[j];
                }
            }
        }
        return IntStream.range(0, n).mapToDouble(k -> rows[k][n] / rows[k][k]).toArray();
    }

    /** Welfare, prices and utilities of 200 markets agree to 1e-9. */
    @Test
    void pricesAreThoseOfPolicyIteration() {
        Draws draws = new RandomStream(24, "markets").draws(0);
        int served = 0;
        for (int index = 0; index < MARKETS; index++) {
            Market market = market(draws);
            OfflineVcg offline = OfflineVcg.of(market, 0);
            double[] all = OfflineVcg.total(market, -1);
            Reals visits = Reals.of(optimum(market, all));
            assertThat(offline.welfare()).isCloseTo(OfflineVcg.inner(visits, all), within(1e-9));
            for (int i = 1; i <= market.agents(); i++) {
                double[] others = OfflineVcg.total(market, i);
                double price =
                        OfflineVcg.inner(Reals.of(optimum(market, others)), others) - OfflineVcg.inner(visits, others);
                assertThat(offline.prices().get(i - 1))
                        .as("market %d, agent %d", index, i)
                        .isCloseTo(price, within(1e-9));
                served += price > 1e-6 ? 1 : 0;
            }
        }
        assertThat(served).isGreaterThan(500);
    }
}
