package org.dynama.online.mdp;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.dynama.exact.ExtendedOccupancyLp;
import org.dynama.model.Reals;
import org.dynama.refusal.Refusal;

/**
 * The infinite-horizon VCG mechanism of a market that is known: the policy of the largest average welfare, and for each
 * agent the price that her presence costs the others, by {@code n + 1} linear programs over occupancies.
 *
 * @param delta the least share of rounds for every state-action pair; 0 for the mechanism itself
 * @param welfare per round
 * @param prices shape {@code [n]}; {@code p_i = <rho_-i - rho, R_-i>}
 * @param utilities shape {@code [n + 1]}; the designer's first: her reward plus all prices, then each agent's
 * @param visits shape {@code [S * A]}; {@code rho}
 * @see "Leon and Etesami, Definition 3 and Remark 1"
 */
public record OfflineVcg(double delta, double welfare, Reals prices, Reals utilities, Reals visits) {

    /**
     * The mechanism over the occupancies that visit each pair in a share {@code delta} of all rounds at least.
     *
     * @throws Refusal if {@code delta} is above {@link #largestDelta}
     */
    public static OfflineVcg of(Market market, double delta) {
        requireDelta(market, delta);
        ExtendedOccupancyLp.Shrunk program = program(market).shrunk(delta);
        int n = market.agents();
        double[] total = total(market, -1);
        Reals visits = program.solve(total).visits();
        double[] prices = new double[n];
        double[] utilities = new double[n + 1];
        utilities[0] = inner(visits, market.rewards(0));
        for (int i = 1; i <= n; i++) {
            double has = inner(visits, market.rewards(i));
            // Rewards are not negative: without who has nothing the others can do no better than they do.
            if (has > 0) {
                double[] others = total(market, i);
                prices[i - 1] = program.solve(others).value() - inner(visits, others);
            }
            utilities[i] = has - prices[i - 1];
            utilities[0] += prices[i - 1];
        }
        return new OfflineVcg(delta, inner(visits, total), Reals.of(prices), Reals.of(utilities), visits);
    }

    /** {@code delta_max}: the largest {@code delta} for which there is an occupancy; one linear program. */
    public static double largestDelta(Market market) {
        return program(market).largestDelta();
    }

    /**
     * Refuses what is not in [0, delta_max].
     *
     * @throws Refusal which names the largest that works
     */
    public static void requireDelta(Market market, double delta) {
        double most = inside(largestDelta(market));
        if (!(delta >= 0 && delta <= most)) {
            throw new Refusal(
                    "delta",
                    delta,
                    "must lie in [0, delta_max] of " + market.name() + "; the largest that works is " + most,
                    hint(most));
        }
    }

    /** A delta that works, in words. */
    static String hint(double most) {
        BigDecimal half = BigDecimal.valueOf(most / 2).round(new MathContext(2, RoundingMode.FLOOR));
        return "Maybe delta: " + half.toPlainString() + ".";
    }

    /**
     * Refuses what a designer who learns cannot use.
     *
     * @throws Refusal which names a delta that works
     */
    public static void requireToLearn(Market market, double delta) {
        requireDelta(market, delta);
        if (delta == 0) {
            String rule = "must be more than 0: without it some pair might never be seen";
            throw new Refusal("delta", delta, rule, hint(inside(largestDelta(market))));
        }
    }

    /** The very end of the range may be infeasible by rounding. */
    private static double inside(double most) {
        return most * (1 - 1e-9);
    }

    /**
     * The largest {@code delta} that costs at most {@code epsilon} per round, of the welfare and of the welfare without
     * each agent. The loss is convex and grows with {@code delta}: a bisection over linear programs finds it to 1e-6 of
     * {@code delta_max}.
     *
     * @param epsilon more than 0
     * @see "Leon and Etesami, Lemma 1"
     */
    public static double deltaFor(Market market, double epsilon) {
        if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) {
            throw new Refusal("epsilon", epsilon, "must be finite and more than 0", "");
        }
        ExtendedOccupancyLp program = program(market);
        double high = program.largestDelta();
        double least = high;
        for (int left = -1; left <= market.agents(); left++) {
            if (left != 0) {
                least = Math.min(least, deltaFor(program, total(market, left), epsilon, high));
            }
        }
        return least;
    }

    private static double deltaFor(ExtendedOccupancyLp program, double[] rewards, double epsilon, double most) {
        double wanted = program.shrunk(0).solve(rewards).value() - epsilon;
        double low = 0;
        double high = most;
        double inside = inside(most);
        if (program.shrunk(inside).solve(rewards).value() >= wanted) {
            return inside;
        }
        while (high - low > 1e-6 * most) {
            double middle = (low + high) / 2;
            if (program.shrunk(middle).solve(rewards).value() >= wanted) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static ExtendedOccupancyLp program(Market market) {
        return ExtendedOccupancyLp.known(
                market.stateCount(), market.actionCount(), market.kernel().toArray());
    }

    /** {@code R}, or {@code R_-i} without an agent; -1 leaves nobody out. */
    static double[] total(Market market, int left) {
        double[] total = new double[market.pairs()];
        for (int party = 0; party <= market.agents(); party++) {
            if (party != left) {
                for (int pair = 0; pair < total.length; pair++) {
                    total[pair] += market.rewards().expected().get(party * total.length + pair);
                }
            }
        }
        return total;
    }

    static double inner(Reals visits, double[] rewards) {
        double sum = 0;
        for (int pair = 0; pair < rewards.length; pair++) {
            sum += visits.get(pair) * rewards[pair];
        }
        return sum;
    }
}
