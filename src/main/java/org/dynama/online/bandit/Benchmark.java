package org.dynama.online.bandit;

import org.dynama.model.Reals;
import org.dynama.online.outcome.Outcomes;

/**
 * What VCG gives per round when all values are known: the yardstick of every regret.
 *
 * @param welfare of the best outcome
 * @param sellerUtility the seller's value plus all prices
 * @param utilities shape {@code [n]}
 * @param prices shape {@code [n]}
 * @see <a href="https://jmlr.org/papers/v24/20-1226.html">Kandasamy et al. (2023), eq. 1</a>
 */
public record Benchmark(double welfare, double sellerUtility, Reals utilities, Reals prices) {

    /** The benchmark of a market. */
    public static Benchmark of(BanditMarket market) {
        Outcomes outcomes = market.outcomes();
        int n = market.agents();
        double[] values = market.values().toArray();
        double[] seller = market.seller().toArray();
        int[] best = new int[n + 1];
        Outcomes.Maximizer maximizer = outcomes.maximizer();
        double welfare = maximizer.best(values, seller, best);
        double[] prices = new double[n];
        maximizer.bestWithout(values, seller, prices);
        double[] utilities = new double[n];
        double own = outcomes.seller(seller, best);
        double paid = 0;
        for (int i = 0; i < n; i++) {
            double value = values[i * market.allocations() + best[i]];
            prices[i] -= welfare - value;
            utilities[i] = value - prices[i];
            paid += prices[i];
        }
        return new Benchmark(welfare, own + paid, Reals.of(utilities), Reals.of(prices));
    }
}
