package org.dynama.ama.menu.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.menu.Menu;
import org.dynama.ama.menu.MenuBuilder;
import org.dynama.model.Reals;
import org.dynama.world.Environment;
import org.dynama.world.StaticAuction;

/**
 * Lotteries as policies of an auction in any of its forms: where goods go one after another, each stage draws the winner; where
 * an action is a whole allocation, that is drawn.
 *
 * @param menu an entry for each lottery, the largest boost first
 * @param parameters of the affine maximizer on the menu's world: a boost for each entry, and the agents' weights
 */
public record LotteryPolicies(Menu menu, AmaParameters parameters) {
    /** Smaller shares are in no entry's name. */
    private static final double SHOWN = 0.005;

    /** Shares that a name tells of. */
    private static final int NAMED = 6;

    /**
     * The policies of some lotteries.
     *
     * @param auction made for the same types, goods and valuation
     * @throws org.dynama.refusal.Refusal if lotteries of unit demand give an agent more than one good, or there are fewer than two
     */
    public static LotteryPolicies of(Environment auction, AuctionMarket market, Lotteries lotteries) {
        MenuBuilder builder = Menu.of(auction.mdp());
        AuctionPairs pairs = new AuctionPairs(auction);
        List<Integer> order = IntStream.range(0, lotteries.size())
                .boxed()
                .sorted(Comparator.comparing(k -> -lotteries.boosts().get(k)))
                .toList();
        List<Double> boosts = new ArrayList<>();
        for (int k : order) {
            double[][] shares = shares(lotteries, k);
            double[] weights = market.valuation() == StaticAuction.Valuation.ADDITIVE
                    ? pairs.independent(shares)
                    : pairs.together(AssignmentLottery.of(shares));
            // Of entries that are one policy the largest boost comes first, and the others are never chosen.
            if (builder.add(name(boosts.size() + 1, shares), pair -> weights[pair])) {
                boosts.add(lotteries.boosts().get(k));
            }
        }
        Reals kept = Reals.of(boosts.stream().mapToDouble(Double::doubleValue).toArray());
        return new LotteryPolicies(builder.build(), new AmaParameters(lotteries.weights(), kept));
    }

    private static double[][] shares(Lotteries lotteries, int k) {
        double[][] shares = new double[lotteries.agents()][lotteries.goods()];
        for (int i = 0; i < lotteries.agents(); i++) {
            for (int j = 0; j < lotteries.goods(); j++) {
                shares[i][j] = lotteries.share(k, i, j);
            }
        }
        return shares;
    }

    private static String name(int number, double[][] shares) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < shares.length; i++) {
            for (int j = 0; j < shares[i].length; j++) {
                double share = shares[i][j];
                if (share >= SHOWN) {
                    String odds = share == 1 ? "" : String.format(Locale.ROOT, " with %.4g", share);
                    parts.add("item " + (j + 1) + " to agent " + (i + 1) + odds);
                }
            }
        }
        int more = parts.size() - NAMED;
        String named = String.join(", ", parts.subList(0, Math.min(NAMED, parts.size())));
        return number + ": " + (parts.isEmpty() ? "keep all" : more > 0 ? named + " and " + more + " more" : named);
    }
}
