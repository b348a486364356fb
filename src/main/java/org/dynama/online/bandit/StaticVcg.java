package org.dynama.online.bandit;

import org.dynama.model.Reals;
import org.dynama.online.outcome.Outcomes;

/**
 * What VCG gives per round when all values are known: the baseline of every regret.
 *
 * @param welfare of the best outcome
 * @param designerUtility the designer's value plus all prices
 * @param utilities shape {@code [n]}
 * @param prices shape {@code [n]}
 * @see <a href="https://jmlr.org/papers/v24/20-1226.html">Kandasamy et al. (2023), eq. 1</a>
 */
public record StaticVcg(double welfare, double designerUtility, Reals utilities, Reals prices) {

    /** The benchmark of a market. */
    public static StaticVcg of(BanditMarket market) {
        Outcomes outcomes = market.outcomes();
        int n = market.agents();
        double[] values = market.values().toArray();
        double[] designer = market.designer().toArray();
        int[] best = new int[n + 1];
        Outcomes.Maximizer maximizer = outcomes.maximizer();
        double welfare = maximizer.best(values, designer, best);
        double[] prices = new double[n];
        maximizer.bestWithout(values, designer, prices);
        double[] utilities = new double[n];
        double own = outcomes.designer(designer, best);
        double paid = 0;
        for (int i = 0; i < n; i++) {
            double value = values[i * market.allocations() + best[i]];
            prices[i] -= welfare - value;
            utilities[i] = value - prices[i];
            paid += prices[i];
        }
        return new StaticVcg(welfare, own + paid, Reals.of(utilities), Reals.of(prices));
    }
}
