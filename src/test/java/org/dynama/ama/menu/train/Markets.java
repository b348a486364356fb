package org.dynama.ama.menu.train;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.dynama.model.Reals;
import org.dynama.model.TypeDistribution;
import org.dynama.world.StaticAuction;

/** Markets and menus that tests share. */
final class Markets {
    private Markets() {}

    /** Values U[0, 1]. */
    static AuctionMarket unit(int agents, int goods, StaticAuction.Valuation valuation) {
        return new AuctionMarket(StaticAuction.uniform(Reals.filled(agents, 1), goods), goods, valuation);
    }

    /** One agent, values U[4, 16] and U[4, 7]. */
    static AuctionMarket unlike() {
        return new AuctionMarket(
                List.of(new TypeDistribution.Uniform(Reals.of(4, 4), Reals.of(16, 7))),
                2,
                StaticAuction.Valuation.ADDITIVE);
    }

    /** Coordinates of {@code entries} free entries at a random place. */
    static LotteryCoordinates alone(AuctionMarket market, int entries) {
        Orbits orbits = Orbits.alone(entries, market.agents(), market.goods());
        return new LotteryCoordinates(ShareForm.of(market), orbits, orbits.source(), market.agents(), market.goods());
    }

    static double[] normals(Random random, int count, double size) {
        return IntStream.range(0, count)
                .mapToDouble(k -> size * random.nextGaussian())
                .toArray();
    }

    /** A menu of random lotteries with boosts near minus half of what they give. */
    static Lotteries random(AuctionMarket market, int entries, double[] weights, long seed) {
        Random random = new Random(seed);
        ShareForm form = ShareForm.of(market);
        int each = market.agents() * market.goods();
        double[] shares = new double[entries * each];
        double[] boosts = new double[entries];
        for (int k = 1; k < entries; k++) {
            double[] free = normals(random, form.size(), 2);
            form.shares(free, 0, shares, k * each);
            for (int x = 0; x < each; x++) {
                boosts[k] -= (0.4 + 0.2 * random.nextDouble()) * shares[k * each + x];
            }
        }
        return new Lotteries(market.agents(), market.goods(), Reals.of(shares), Reals.of(boosts), Reals.of(weights));
    }
}
