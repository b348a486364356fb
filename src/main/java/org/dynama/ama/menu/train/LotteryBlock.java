package org.dynama.ama.menu.train;

import java.util.Arrays;
import org.dynama.model.Profiles;

/**
 * Which entries of a menu a block of profiles chooses, with everyone and without each agent: products of all entries' shares with
 * the types, a row of profiles an entry, and maxima over groups of entries on the way. For one thread at a time.
 *
 * <p>{@code O(BLOCK K n m)} time, {@code O(BLOCK K)} memory. Ties go to the lowest entry.
 */
final class LotteryBlock {
    private static final int WIDTH = ProductRows.WIDTH;

    /** Entries whose maximum is kept, so that few are looked at again. */
    static final int GROUP = 8;

    final int agents;
    final int goods;

    /** The types of each profile side by side; shape {@code [WIDTH, n, m]}. */
    final double[] types;

    /** Affine welfare; shape {@code [K][WIDTH]}. */
    double[][] scores = new double[0][];

    /** The largest affine welfare with everyone, then without each agent; shape {@code [n + 1][WIDTH]}. */
    final double[][] best;

    /** The entries that reach it; shape {@code [n + 1][WIDTH]}. */
    final int[][] chosen;

    /** The largest affine welfare of each group; shape {@code [n + 1][groups][WIDTH]}. */
    double[][][] groups;

    /** The types again, a row of profiles each; shape {@code [n * m][WIDTH]}. */
    final double[][] columns;

    private final double[][] own;
    private final int[][] place;
    private int count;

    LotteryBlock(int agents, int goods) {
        this.agents = agents;
        this.goods = goods;
        types = new double[WIDTH * agents * goods];
        columns = new double[agents * goods][WIDTH];
        own = new double[agents][WIDTH];
        best = new double[agents + 1][WIDTH];
        chosen = new int[agents + 1][WIDTH];
        place = new int[agents + 1][WIDTH];
        groups = new double[agents + 1][0][];
    }

    /** How many profiles are in the block. */
    int count() {
        return count;
    }

    /** One past the last entry of a group. */
    int end(LotteryTable menu, int group) {
        return Math.min(menu.entries, (group + 1) * GROUP);
    }

    /** Takes up to {@link Profiles#BLOCK} profiles from a batch. */
    void load(Profiles profiles, int from, int to) {
        count = to - from;
        for (int x = 0; x < columns.length; x++) {
            Arrays.fill(columns[x], 0);
            profiles.copyTypes(x / goods, x % goods, from, count, columns[x], 0);
            for (int w = 0; w < WIDTH; w++) {
                types[w * columns.length + x] = columns[x][w];
            }
        }
    }

    /** Finds what every profile chooses. */
    void choose(LotteryTable menu) {
        grow(menu.entries);
        int used = (menu.entries + GROUP - 1) / GROUP;
        for (int g = 0; g < used; g++) {
            score(menu, g);
        }
        for (int e = 0; e <= agents; e++) {
            Arrays.fill(best[e], Double.NEGATIVE_INFINITY);
            for (int g = 0; g < used && (e == 0 || agents > 1); g++) {
                double[] row = groups[e][g];
                for (int w = 0; w < WIDTH; w++) {
                    if (row[w] > best[e][w]) {
                        best[e][w] = row[w];
                        place[e][w] = g;
                    }
                }
            }
        }
        if (agents == 1) {
            alone(menu.boosts);
        }
        for (int w = 0; w < count; w++) {
            chosen[0][w] = first(menu, w);
            for (int i = 0; i < agents && agents > 1; i++) {
                chosen[i + 1][w] = firstWithout(menu, i, w);
            }
        }
    }

    private void grow(int entries) {
        if (scores.length < entries) {
            scores = new double[entries][WIDTH];
            groups = new double[agents + 1][(entries + GROUP - 1) / GROUP][WIDTH];
        }
    }

    private void score(LotteryTable menu, int g) {
        for (int e = 0; e <= agents; e++) {
            Arrays.fill(groups[e][g], Double.NEGATIVE_INFINITY);
        }
        for (int k = g * GROUP; k < end(menu, g); k++) {
            for (int i = 0; i < agents; i++) {
                ProductRows.product(own[i], menu.weighted, (k * agents + i) * goods, columns, i * goods, goods);
            }
            double[] score = scores[k];
            if (agents == 1) {
                ProductRows.shifted(score, menu.boosts[k], own[0]);
            } else {
                ProductRows.sum(score, menu.boosts[k], own[0], own[1]);
            }
            for (int i = 2; i < agents; i++) {
                ProductRows.add(score, own[i]);
            }
            ProductRows.max(groups[0][g], score);
            for (int i = 0; i < agents && agents > 1; i++) {
                ProductRows.maxWithout(groups[i + 1][g], score, own[i]);
            }
        }
    }

    /** Without her there is nobody: the largest boost, whatever the types. */
    private void alone(double[] boosts) {
        int largest = 0;
        for (int k = 1; k < boosts.length; k++) {
            largest = boosts[k] > boosts[largest] ? k : largest;
        }
        Arrays.fill(best[1], boosts[largest]);
        Arrays.fill(chosen[1], largest);
    }

    private int first(LotteryTable menu, int w) {
        int k = place[0][w] * GROUP;
        while (k < menu.entries - 1 && scores[k][w] != best[0][w]) {
            k++;
        }
        return k;
    }

    private int firstWithout(LotteryTable menu, int i, int w) {
        int k = place[i + 1][w] * GROUP;
        while (k < menu.entries - 1 && scores[k][w] - weightedWorth(menu, k, i, w) != best[i + 1][w]) {
            k++;
        }
        return k;
    }

    /** What entry {@code k} is worth to agent {@code i} in profile {@code w}, times her weight. */
    double weightedWorth(LotteryTable menu, int k, int i, int w) {
        return ProductRows.product(menu.weighted, (k * agents + i) * goods, types, (w * agents + i) * goods, goods);
    }

    /** What entry {@code k} is worth to agent {@code i} in profile {@code w}; money. */
    double worth(LotteryTable menu, int k, int i, int w) {
        return ProductRows.product(menu.shares, (k * agents + i) * goods, types, (w * agents + i) * goods, goods);
    }

    /** Her payment in profile {@code w}: {@code worth + (F_-i - F) / w_i}. */
    double payment(LotteryTable menu, int i, int w) {
        return worth(menu, chosen[0][w], i, w) + (best[i + 1][w] - best[0][w]) / menu.weights[i];
    }
}
