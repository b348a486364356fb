package org.dynama.ama.menu.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.dynama.model.Reals;

/**
 * Entries that are one another's images where agents, or goods, change places, and share their numbers: in image {@code k}
 * share {@code x} of {@code [n, m]} is share {@code places[k][x]} of its source.
 */
final class Orbits {
    /** Larger groups are not applied: goods stay in place first. */
    private static final int LARGEST = 48;

    private final int[] kept;
    private final int[] source;
    private final int[][] places;

    Orbits(int[] kept, int[] source, int[][] places) {
        this.kept = kept;
        this.source = source;
        this.places = places;
    }

    /** The entries that have images: those that are no images of earlier ones; ascending. Not to be changed. */
    int[] kept() {
        return kept;
    }

    /** By image, the place among the kept of the entry whose numbers it has; shape {@code [K]}. Not to be changed. */
    int[] source() {
        return source;
    }

    /** Where each share of an image stands in its source; shape {@code [K][n * m]}. Not to be changed. */
    int[][] places() {
        return places;
    }

    /** How many images there are, {@code K}. */
    int size() {
        return source.length;
    }

    /** Every entry alone, whether or not it is like another. */
    static Orbits alone(int entries, int agents, int goods) {
        int[] places = IntStream.range(0, agents * goods).toArray();
        return new Orbits(
                IntStream.range(0, entries).toArray(),
                IntStream.range(0, entries).toArray(),
                IntStream.range(0, entries).mapToObj(k -> places).toArray(int[][]::new));
    }

    /** All different images of some entries, their agents' and goods' order changed. */
    static Orbits of(double[] shares, int agents, int goods, List<int[]> group) {
        int each = agents * goods;
        List<Integer> kept = new ArrayList<>();
        List<Integer> source = new ArrayList<>();
        List<int[]> places = new ArrayList<>();
        Set<Reals> seen = new HashSet<>();
        for (int k = 0; k < shares.length / each; k++) {
            for (int[] element : group) {
                if (seen.add(Reals.of(image(shares, k * each, element)))) {
                    if (kept.isEmpty() || kept.get(kept.size() - 1) != k) {
                        kept.add(k);
                    }
                    source.add(kept.size() - 1);
                    places.add(element);
                }
            }
        }
        return new Orbits(
                kept.stream().mapToInt(Integer::intValue).toArray(),
                source.stream().mapToInt(Integer::intValue).toArray(),
                places.toArray(int[][]::new));
    }

    /** The shares at a place with the agents and goods in other places. */
    static double[] image(double[] shares, int at, int[] places) {
        double[] image = new double[places.length];
        for (int x = 0; x < image.length; x++) {
            image[x] = shares[at + places[x]];
        }
        return image;
    }

    /** Of all images of shares the one that gives most to whom comes first. */
    static Reals first(double[] shares, List<int[]> group) {
        double[] first = shares;
        for (int[] places : group) {
            double[] image = image(shares, 0, places);
            first = Arrays.compare(image, first) > 0 ? image : first;
        }
        return Reals.of(first);
    }

    /** The menu of all images of entries, with their boosts. */
    static Lotteries expanded(Lotteries menu, List<int[]> group) {
        double[] shares = menu.shares().toArray();
        Orbits orbits = of(shares, menu.agents(), menu.goods(), group);
        int each = menu.agents() * menu.goods();
        double[] all = new double[orbits.size() * each];
        double[] boosts = new double[orbits.size()];
        for (int k = 0; k < orbits.size(); k++) {
            int source = orbits.kept()[orbits.source()[k]];
            System.arraycopy(image(shares, source * each, orbits.places()[k]), 0, all, k * each, each);
            boosts[k] = menu.boosts().get(source);
        }
        return new Lotteries(menu.agents(), menu.goods(), Reals.of(all), Reals.of(boosts), menu.weights());
    }

    /** Nothing changes places. */
    static List<int[]> identity(AuctionMarket market) {
        return List.of(IntStream.range(0, market.agents() * market.goods()).toArray());
    }

    /** The changes of places that leave a market as it is, the identity first: of alike agents, and of alike goods where few. */
    static List<int[]> group(AuctionMarket market) {
        int n = market.agents();
        int m = market.goods();
        List<int[]> agents = market.agentsAreAlike() ? permutations(n) : permutations(1);
        List<int[]> goods = market.goodsAreAlike() ? permutations(m) : permutations(1);
        if (goods.size() * agents.size() > LARGEST) {
            goods = permutations(1);
        }
        if (agents.size() > LARGEST) {
            agents = permutations(1);
        }
        List<int[]> group = new ArrayList<>();
        for (int[] who : agents) {
            for (int[] what : goods) {
                group.add(IntStream.range(0, n * m)
                        .map(x -> moved(who, x / m) * m + moved(what, x % m))
                        .toArray());
            }
        }
        return group;
    }

    private static int moved(int[] order, int k) {
        return k < order.length ? order[k] : k;
    }

    /** All orders of few, in lexicographic order; more than {@link #LARGEST} stay in place. */
    private static List<int[]> permutations(int count) {
        List<int[]> orders = List.of(new int[0]);
        for (int k = 0; k < count && orders.size() <= LARGEST; k++) {
            int last = k;
            List<int[]> longer = new ArrayList<>();
            for (int[] order : orders) {
                for (int at = last; at >= 0; at--) {
                    int place = at;
                    longer.add(IntStream.rangeClosed(0, last)
                            .map(x -> x < place ? order[x] : x == place ? last : order[x - 1])
                            .toArray());
                }
            }
            orders = longer;
        }
        return orders.size() <= LARGEST ? orders : permutations(1);
    }
}
