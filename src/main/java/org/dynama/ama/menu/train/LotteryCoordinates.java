package org.dynama.ama.menu.train;

import java.util.Arrays;
import org.dynama.ama.menu.batch.EntryTable;
import org.dynama.model.Workers;

/**
 * Free numbers of a menu: those of its shares, boosts, and the logarithms of weights. Entry 0 gives nothing at boost 0 and has
 * none; entry {@code k + 1} is image {@code k} of the orbits.
 */
final class LotteryCoordinates {
    /** Entries that one thread takes at a time. */
    private static final int CHUNK = 128;

    private final ShareForm form;
    private final Orbits orbits;
    private final int[] boost;
    private final int agents;
    private final int goods;

    /**
     * Coordinates.
     *
     * @param form of the shares
     * @param orbits which entries share numbers
     * @param boost which of the boosts image {@code k} has; shape {@code [K - 1]}
     */
    LotteryCoordinates(ShareForm form, Orbits orbits, int[] boost, int agents, int goods) {
        this.form = form;
        this.orbits = orbits;
        this.boost = boost;
        this.agents = agents;
        this.goods = goods;
    }

    /** The number of free boosts. */
    int boosts() {
        return 1 + Arrays.stream(boost).max().orElse(-1);
    }

    /**
     * The menu at a point.
     *
     * @param free shape {@code [kept * form.size()]}
     * @param boosts shape {@code [boosts]}
     * @param weights shape {@code [n]}
     */
    EntryTable table(Workers<?> workers, double[] free, double[] boosts, double[] weights) {
        int each = agents * goods;
        double[] shares = new double[(orbits.size() + 1) * each];
        double[] prices = new double[orbits.size() + 1];
        double[] bases = new double[free.length / form.size() * each];
        workers.forEach(
                free.length / form.size(),
                CHUNK,
                (worker, from, to) -> {
                    for (int k = from; k < to; k++) {
                        form.shares(free, k * form.size(), bases, k * each);
                    }
                    return to;
                },
                to -> {});
        for (int k = 0; k < orbits.size(); k++) {
            int[] places = orbits.places()[k];
            int from = orbits.source()[k] * each;
            for (int x = 0; x < each; x++) {
                shares[(k + 1) * each + x] = bases[from + places[x]];
            }
            prices[k + 1] = boosts[boost[k]];
        }
        return new EntryTable(agents, goods, shares, prices, weights);
    }

    /** The gradient by shares' free numbers, from that by shares. */
    double[] pullShares(Workers<?> workers, double[] free, double[] slopes) {
        int each = agents * goods;
        double[] folded = new double[free.length / form.size() * each];
        for (int k = 0; k < orbits.size(); k++) {
            int[] places = orbits.places()[k];
            int from = orbits.source()[k] * each;
            for (int x = 0; x < each; x++) {
                folded[from + places[x]] += slopes[(k + 1) * each + x];
            }
        }
        double[] out = new double[free.length];
        workers.forEach(
                free.length / form.size(),
                CHUNK,
                (worker, from, to) -> {
                    double[] shares = new double[each];
                    double[] slope = new double[each];
                    for (int k = from; k < to; k++) {
                        form.shares(free, k * form.size(), shares, 0);
                        System.arraycopy(folded, k * each, slope, 0, each);
                        form.pull(free, k * form.size(), shares, slope, 0, out);
                    }
                    return to;
                },
                to -> {});
        return out;
    }

    /** The gradient by free boosts, from that by boosts. */
    double[] pullBoosts(double[] slopes) {
        double[] out = new double[boosts()];
        for (int k = 0; k < boost.length; k++) {
            out[boost[k]] += slopes[k + 1];
        }
        return out;
    }
}
