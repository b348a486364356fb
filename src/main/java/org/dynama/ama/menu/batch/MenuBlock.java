package org.dynama.ama.menu.batch;

import java.util.Arrays;
import org.dynama.ama.objective.Objective;
import org.dynama.model.Profiles;

/**
 * Which entries of a menu a block of profiles chooses, with everyone and without each agent, and what an objective makes of it:
 * products of all entries' features with the types, a row of profiles an entry, and maxima over groups of entries on the way. For
 * one thread at a time.
 *
 * <p>{@code O(BLOCK K n m)} time, {@code O(BLOCK K)} memory. Ties go to the lowest entry.
 */
public final class MenuBlock {
    private static final int WIDTH = ProductRows.WIDTH;

    /** Entries whose maximum is kept, so that few are looked at again. */
    static final int GROUP = 8;

    final Products products;
    private final int agents;

    /** Affine welfare; shape {@code [K][WIDTH]}. */
    double[][] scores = new double[0][];

    /** The largest affine welfare with everyone, then without each agent; shape {@code [n + 1][WIDTH]}. */
    final double[][] best;

    /** The entries that reach it; shape {@code [n + 1][WIDTH]}. */
    final int[][] chosen;

    /** What an objective makes of losses where an entry is chosen; shape {@code [K][count]}, no rows where there are none. */
    double[][] losses = new double[0][];

    /** The largest affine welfare of each group; shape {@code [n + 1][groups][WIDTH]}. */
    double[][][] groups;

    private final double[][] own;
    private final int[][] place;
    private int count;

    MenuBlock(int agents, Products products) {
        this.agents = agents;
        this.products = products;
        own = new double[agents][];
        best = new double[agents + 1][WIDTH];
        chosen = new int[agents + 1][WIDTH];
        place = new int[agents + 1][WIDTH];
        groups = new double[agents + 1][0][];
    }

    /** How many profiles are in the block. */
    public int count() {
        return count;
    }

    /** One past the last entry of a group. */
    int end(EntryTable menu, int group) {
        return Math.min(menu.entries, (group + 1) * GROUP);
    }

    /** Takes up to {@link Profiles#BLOCK} profiles from a batch, without losses. */
    public void load(Profiles profiles, int from, int to) {
        load(profiles, from, to, new double[0][]);
    }

    /**
     * The same with what an objective makes of losses.
     *
     * @param borne shape {@code [K][to - from]}; no rows where there are none
     */
    public void load(Profiles profiles, int from, int to, double[][] borne) {
        count = to - from;
        losses = borne;
        products.load(profiles, from, to);
    }

    /** Finds what every profile chooses. */
    public void choose(EntryTable menu) {
        grow(menu.entries);
        int used = (menu.entries + GROUP - 1) / GROUP;
        for (int g = 0; g < used; g++) {
            score(menu, g);
        }
        for (int e = 0; e <= agents; e++) {
            Arrays.fill(best[e], Double.NEGATIVE_INFINITY);
            Arrays.fill(place[e], 0);
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
            alone(menu);
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

    private void score(EntryTable menu, int g) {
        for (int e = 0; e <= agents; e++) {
            Arrays.fill(groups[e][g], Double.NEGATIVE_INFINITY);
        }
        products.open(menu, g * GROUP);
        for (int k = g * GROUP; k < end(menu, g); k++) {
            for (int i = 0; i < agents; i++) {
                own[i] = products.weighted(menu, k, i);
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
                if (menu.isAllowed(i, k)) {
                    ProductRows.maxWithout(groups[i + 1][g], score, own[i]);
                }
            }
        }
    }

    /** Without her there is nobody: the largest boost, whatever the types. */
    private void alone(EntryTable menu) {
        int largest = -1;
        for (int k = 0; k < menu.entries; k++) {
            boolean isLarger = largest < 0 || menu.boosts[k] > menu.boosts[largest];
            largest = isLarger && menu.isAllowed(0, k) ? k : largest;
        }
        Arrays.fill(best[1], largest < 0 ? Double.NEGATIVE_INFINITY : menu.boosts[largest]);
        Arrays.fill(chosen[1], Math.max(0, largest));
    }

    private int first(EntryTable menu, int w) {
        int k = place[0][w] * GROUP;
        while (k < menu.entries - 1 && scores[k][w] != best[0][w]) {
            k++;
        }
        return k;
    }

    private int firstWithout(EntryTable menu, int i, int w) {
        int k = place[i + 1][w] * GROUP;
        while (k < menu.entries - 1
                && !(menu.isAllowed(i, k) && scores[k][w] - products.weighted(menu, k, i, w) == best[i + 1][w])) {
            k++;
        }
        return k;
    }

    /** The entry that a profile chooses, with everyone for {@code economy} 0, without agent {@code economy - 1} for others. */
    public int chosen(int economy, int w) {
        return chosen[economy][w];
    }

    /** The largest affine welfare of an economy in profile {@code w}. */
    public double best(int economy, int w) {
        return best[economy][w];
    }

    /** What all agents together have of the entry that profile {@code w} chooses, losses as gains; money. */
    double earned(EntryTable menu, int w) {
        double sum = 0;
        for (int i = 0; i < agents; i++) {
            sum += Math.abs(products.worth(menu, chosen[0][w], i, w));
        }
        return sum;
    }

    /**
     * What an objective makes of entry {@code k} in profile {@code w}: rewards and losses; without losses it is what the entry is
     * worth to all, and the objective's weight is left to the caller.
     */
    double made(EntryTable menu, double rewards, int k, int w) {
        double welfare = menu.even ? scores[k][w] - menu.boosts[k] : products.welfare(menu, k, w);
        return losses.length == 0 ? welfare : rewards * welfare + losses[k][w];
    }

    /** The same for all profiles, whose losses stand in the first places. */
    void made(double[] out, EntryTable menu, double rewards, int k) {
        if (menu.even) {
            ProductRows.shifted(out, -menu.boosts[k], scores[k]);
        } else {
            products.welfare(out, menu, k);
        }
        for (int w = 0; w < count && losses.length > 0; w++) {
            out[w] = rewards * out[w] + losses[k][w];
        }
    }

    /** {@code sum over i of (F_-i - F) / w_i}: what agents pay beside their own rewards. */
    double charged(EntryTable menu, int w) {
        double sum = 0;
        for (int i = 0; i < agents; i++) {
            sum += (best[i + 1][w] - best[0][w]) / menu.weights[i];
        }
        return sum;
    }

    /** The objective of profile {@code w}. */
    double value(EntryTable menu, Objective objective, int w) {
        double rewards = objective.rewardWeight();
        double made = made(menu, rewards, chosen[0][w], w);
        return (losses.length == 0 ? rewards * made : made) + objective.revenue() * charged(menu, w);
    }
}
