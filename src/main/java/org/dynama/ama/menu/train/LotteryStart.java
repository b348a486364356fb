package org.dynama.ama.menu.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dynama.ama.menu.batch.BlockWorker;
import org.dynama.ama.objective.Objective;
import org.dynama.model.Draws;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.Workers;
import org.dynama.solver.Assignment;
import org.dynama.world.StaticAuction;

/**
 * Where the training of a menu starts: what wins most often at reserve prices, good by good as Myerson's auctions would have it,
 * and mixtures of two winners. A boost is minus the reserves of what is given away, so that no entry is far from being chosen.
 */
final class LotteryStart {
    /** Profiles on which reserves and winners are found. */
    private static final int PROFILES = 16384;

    /** Multiples of the reserves that are tried. */
    private static final double[] MULTIPLES = {0.7, 0.8, 0.9, 1, 1.1, 1.25, 1.4, 1.6};

    private final AuctionMarket market;
    private final Profiles profiles;
    private final RandomStream stream;
    private final List<int[]> group;

    /**
     * A start.
     *
     * @param group changes of places under which entries have images; of all images of a winner one is an entry
     */
    LotteryStart(AuctionMarket market, List<int[]> group, RandomStream stream) {
        this.market = market;
        this.group = group;
        this.stream = stream;
        profiles = market.draw(stream.child("winners"), 0, PROFILES);
    }

    /**
     * A menu of at most {@code entries}; entry 0 gives nothing. The reserves are multiplied by what earns most.
     *
     * @param mixed the share of the entries that are mixtures
     */
    Lotteries menu(Workers<BlockWorker> workers, int entries, double mixed) {
        double[] reserves = new double[market.goods()];
        Arrays.setAll(reserves, good -> ReservePrice.of(profiles, good));
        Lotteries best = null;
        double most = Double.NEGATIVE_INFINITY;
        for (double multiple : MULTIPLES) {
            double[] prices = Arrays.stream(reserves).map(r -> multiple * r).toArray();
            Lotteries menu = menu(prices, entries, mixed);
            double mean = Orbits.expanded(menu, group)
                    .evaluated(market, workers, Objective.REVENUE, stream.child("reserves"), PROFILES)
                    .mean();
            if (mean > most) {
                most = mean;
                best = menu;
            }
        }
        return Objects.requireNonNull(best, "a start");
    }

    private Lotteries menu(double[] reserves, int entries, double mixed) {
        int each = market.agents() * market.goods();
        List<double[]> chosen = new ArrayList<>(List.of(new double[each]));
        List<double[]> winners = winners(reserves);
        int pure = Math.min(winners.size(), (int) Math.ceil((entries - 1) * (1 - mixed)));
        chosen.addAll(winners.subList(0, pure));
        winners.add(new double[each]);
        Draws draws = stream.draws(0);
        while (chosen.size() < entries) {
            double[] one = winners.get(draws.below(winners.size()));
            int[] places = group.get(draws.below(group.size()));
            double[] other = Orbits.image(winners.get(draws.below(winners.size())), 0, places);
            double share = draws.uniform();
            double[] mixture = new double[each];
            Arrays.setAll(mixture, x -> share * one[x] + (1 - share) * other[x]);
            chosen.add(mixture);
        }
        double[] shares = new double[chosen.size() * each];
        double[] boosts = new double[chosen.size()];
        for (int k = 0; k < chosen.size(); k++) {
            for (int x = 0; x < each; x++) {
                shares[k * each + x] = chosen.get(k)[x];
                boosts[k] -= reserves[x % market.goods()] * chosen.get(k)[x];
            }
        }
        return new Lotteries(
                market.agents(), market.goods(), Reals.of(shares), Reals.of(boosts), Reals.filled(market.agents(), 1));
    }

    /** Allocations that win at reserve prices, the most frequent first; none gives nothing. */
    private List<double[]> winners(double[] reserves) {
        Map<Reals, Integer> counts = new LinkedHashMap<>();
        for (int b = 0; b < PROFILES; b++) {
            counts.merge(Orbits.first(winner(reserves, b), group), 1, Integer::sum);
        }
        List<double[]> winners = new ArrayList<>();
        counts.entrySet().stream()
                .sorted(Comparator.comparing(entry -> -entry.getValue()))
                .map(entry -> entry.getKey().toArray())
                .filter(shares -> Arrays.stream(shares).anyMatch(share -> share > 0))
                .forEach(winners::add);
        return winners;
    }

    private double[] winner(double[] reserves, int b) {
        int n = market.agents();
        int m = market.goods();
        double[] shares = new double[n * m];
        double[][] gain = new double[n][m];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                gain[i][j] = profiles.type(i, j, b) - reserves[j];
            }
        }
        if (market.valuation() == StaticAuction.Valuation.ADDITIVE) {
            for (int j = 0; j < m; j++) {
                int best = 0;
                for (int i = 1; i < n; i++) {
                    best = gain[i][j] > gain[best][j] ? i : best;
                }
                shares[best * m + j] = gain[best][j] > 0 ? 1 : 0;
            }
        } else {
            int[] good = Assignment.best(gain);
            for (int i = 0; i < n; i++) {
                if (good[i] >= 0) {
                    shares[i * m + good[i]] = 1;
                }
            }
        }
        return shares;
    }
}
