package org.dynama.ama.menu.train;

import org.dynama.ama.objective.Objective;
import org.dynama.refusal.Refusal;

/**
 * How to train a menu of lotteries.
 *
 * @param entries {@code K}, at least 2, the images of symmetric ones included; entry 0 gives nothing
 * @param mixed the share of them that start as mixtures of two winners, in [0, 1]
 * @param symmetric whether entries share numbers that are one another's images where alike agents, or few alike goods, change
 *     places
 * @param welfare the weight of welfare beside revenue's, 1; not negative
 * @param ascent of shares, boosts and weights
 * @param polish of what is left, boosts and weights only
 * @param threads 0 for one per processor; nothing changes by it but time
 * @param seed of all streams
 */
public record LotterySettings(
        int entries,
        double mixed,
        boolean symmetric,
        double welfare,
        LotteryAscent ascent,
        LotteryAscent polish,
        int threads,
        long seed) {
    /** Menus with more entries take more steps, of more profiles. */
    private static final int LARGE = 256;

    public LotterySettings {
        if (entries < 2) {
            throw new Refusal("entries", entries, "must be at least 2: one leaves nothing to choose", "Maybe 64.");
        }
        if (!(mixed >= 0 && mixed <= 1)) {
            throw new Refusal("mixed", mixed, "must lie in [0, 1]", "Maybe 0.5.");
        }
        if (!(welfare >= 0 && Double.isFinite(welfare))) {
            throw new Refusal("welfare", welfare, "must be finite and not negative", "");
        }
    }

    /**
     * Settings that suit a market.
     *
     * @param entries {@code K}; 0 for as many as suit it
     * @param threads 0 for one per processor
     */
    public static LotterySettings defaults(AuctionMarket market, int entries, int threads, long seed) {
        int size = entries == 0 ? suited(market) : entries;
        double weights = market.agentsAreAlike() ? 0 : 0.01;
        boolean large = size > LARGE;
        return new LotterySettings(
                size,
                0.5,
                // Where winners are more than entries, each that is learned from stands for its images.
                allocations(market) > size,
                0,
                new LotteryAscent(large ? 3000 : 2000, large ? 1024 : 512, 0.03, 0.01, weights, 0.05, 0.002),
                new LotteryAscent(400, 4096, 0, 0.003, weights / 4, 0.002, 0.001),
                threads,
                seed);
    }

    /** What is maximized. */
    Objective objective() {
        return new Objective("", 1, welfare);
    }

    /** The same for revenue and so much of welfare. */
    public LotterySettings with(double share) {
        return new LotterySettings(entries, mixed, symmetric, share, ascent, polish, threads, seed);
    }

    private static int suited(AuctionMarket market) {
        return (int) Math.max(64, Math.min(2048, 2 * allocations(market)));
    }

    private static double allocations(AuctionMarket market) {
        return Math.pow(market.agents() + 1.0, market.goods());
    }
}
