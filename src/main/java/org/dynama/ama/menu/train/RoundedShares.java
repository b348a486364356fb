package org.dynama.ama.menu.train;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dynama.model.Reals;

/** Shares as multiples of 1e-3, which people can read and certificates write down exactly. */
final class RoundedShares {
    private static final int UNITS = 1_000;

    private RoundedShares() {}

    /** The rounded menu; of entries that are then alike one stays, with the largest boost. Entry 0 stays first, at boost 0. */
    static Lotteries of(Lotteries menu) {
        int n = menu.agents();
        int m = menu.goods();
        Map<Reals, Double> boosts = new LinkedHashMap<>();
        for (int k = 0; k < menu.size(); k++) {
            boosts.merge(rounded(menu, k), menu.boosts().get(k), Math::max);
        }
        double[] shares = new double[boosts.size() * n * m];
        int at = 0;
        for (Reals entry : boosts.keySet()) {
            System.arraycopy(entry.toArray(), 0, shares, at, n * m);
            at += n * m;
        }
        double nothing = boosts.values().iterator().next();
        double[] prices =
                boosts.values().stream().mapToDouble(boost -> boost - nothing).toArray();
        return new Lotteries(n, m, Reals.of(shares), Reals.of(prices), menu.weights());
    }

    private static Reals rounded(Lotteries menu, int k) {
        int n = menu.agents();
        int m = menu.goods();
        long[] units = new long[n * m];
        for (int x = 0; x < units.length; x++) {
            units[x] = Math.round(menu.share(k, x / m, x % m) * UNITS);
        }
        // Rounding up may give away more than there is; where rows were at most one, they stay so.
        for (int j = 0; j < m; j++) {
            lower(units, j, m, n);
        }
        for (int i = 0; i < n; i++) {
            if (atMostOne(menu, k, i)) {
                lower(units, i * m, 1, m);
            }
        }
        double[] shares = new double[units.length];
        for (int x = 0; x < shares.length; x++) {
            shares[x] = (double) units[x] / UNITS;
        }
        return Reals.of(shares);
    }

    private static boolean atMostOne(Lotteries menu, int k, int i) {
        double sum = 0;
        for (int j = 0; j < menu.goods(); j++) {
            sum += menu.share(k, i, j);
        }
        return sum <= 1 + 1e-9;
    }

    /** Takes what is too much from the largest of {@code count} numbers. */
    private static void lower(long[] units, int from, int stride, int count) {
        long sum = 0;
        int largest = from;
        for (int k = 0; k < count; k++) {
            int x = from + k * stride;
            sum += units[x];
            largest = units[x] > units[largest] ? x : largest;
        }
        units[largest] -= Math.max(0, sum - UNITS);
    }
}
