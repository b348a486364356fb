package org.dynama.ama.menu.batch;

import java.util.Arrays;
import java.util.BitSet;
import org.dynama.ama.objective.Objective;

/**
 * The gradient of a menu's smoothed objective on a block of profiles:
 *
 * <pre>
 * sum_k p_k g_k  +  revenue sum_i (F_-i - F) / w_i,    p = softmax((f + b) / t),   g_k = rewards sum_i &lt;t_i, phi_ik&gt; + losses_k
 * </pre>
 *
 * <p>with hard maxima {@code F} and {@code F_-i}, whose derivatives are those of what they choose (the envelope theorem). At
 * temperature 0 it is the objective. Softmax mass flows through entries within {@code t (32 + ln K)} of the
 * best only: what is left out has less than 2e-14 of the mass.
 */
public final class BlockGradient {
    private static final int WIDTH = ProductRows.WIDTH;
    private static final double DEEP = 32;

    /** A group that more profiles of a block feel is treated whole. */
    private static final int MANY = 40;

    private final MenuBlock block;
    private final double[] types;
    private final double[] mass = new double[WIDTH];
    private final double[] mean = new double[WIDTH];
    private final DenseFlow rows;
    private final BitSet dense = new BitSet();
    private int size;
    private int[] entry = new int[1 << 12];
    private int[] profile = new int[1 << 12];
    private double[] share = new double[1 << 12];
    private double[] worth = new double[1 << 12];

    BlockGradient(MenuBlock block) {
        this.block = block;
        types = block.products.types();
        rows = new DenseFlow(block);
    }

    /**
     * Adds a block's gradient; the block has chosen.
     *
     * @param temperature {@code t}, money; positive
     * @param weighing whether weights move, too
     * @param out whose features have a slope only where the table's do not stand by columns
     */
    public void add(EntryTable menu, double temperature, Objective objective, boolean weighing, MenuSums out) {
        double rewards = objective.rewardWeight();
        boolean isLosing = block.losses.length > 0;
        // Without losses the weight of rewards is a factor of all that flows; with them it is inside.
        double scale = isLosing ? 1 : rewards;
        double through = isLosing ? rewards : 1;
        soften(menu, temperature, rewards);
        for (int g = dense.nextSetBit(0); g >= 0; g = dense.nextSetBit(g + 1)) {
            rows.flow(menu, g, temperature, rewards, mass, mean, weighing, out);
        }
        for (int s = 0; s < size; s++) {
            int w = profile[s];
            double p = scale * share[s] / mass[w];
            double c = p * (worth[s] - mean[w]) / temperature;
            out.addOften(entry[s], p);
            axpy(menu, entry[s], w, through * p, c, out);
            if (weighing) {
                weigh(menu, entry[s], w, c, out);
            }
        }
        for (int w = 0; w < block.count(); w++) {
            envelope(menu, objective.revenue(), w, weighing, out);
            double hard = block.value(menu, objective, w);
            out.smoothed += scale * mean[w] + objective.revenue() * block.charged(menu, w);
            out.hard += hard;
            out.squares += hard * hard;
        }
        out.count += block.count();
    }

    /** Lists entries that carry mass for few, in the order of groups, profiles and entries, and groups that do for many. */
    private void soften(EntryTable menu, double temperature, double rewards) {
        size = 0;
        dense.clear();
        Arrays.fill(mass, 0);
        Arrays.fill(mean, 0);
        double depth = temperature * (DEEP + Math.log(menu.entries));
        int last = (menu.entries - 1) / MenuBlock.GROUP;
        for (int g = 0; g <= last; g++) {
            int feeling = feeling(block.groups[0][g], depth);
            if (feeling > MANY) {
                dense.set(g);
                rows.gather(menu, g, temperature, rewards, mass, mean);
            } else if (feeling > 0) {
                list(menu, g, temperature, depth, rewards);
            }
        }
        for (int w = 0; w < block.count(); w++) {
            mean[w] /= mass[w];
        }
    }

    private int feeling(double[] most, double depth) {
        int feeling = 0;
        for (int w = 0; w < block.count(); w++) {
            feeling += most[w] >= block.best[0][w] - depth ? 1 : 0;
        }
        return feeling;
    }

    private void list(EntryTable menu, int g, double temperature, double depth, double rewards) {
        double[] most = block.groups[0][g];
        double[] best = block.best[0];
        for (int w = 0; w < block.count(); w++) {
            if (most[w] >= best[w] - depth) {
                for (int k = g * MenuBlock.GROUP; k < block.end(menu, g); k++) {
                    double below = block.scores[k][w] - best[w];
                    if (below >= -depth) {
                        list(k, w, Math.exp(below / temperature), block.made(menu, rewards, k, w));
                    }
                }
            }
        }
    }

    private void list(int k, int w, double power, double value) {
        if (size == entry.length) {
            entry = Arrays.copyOf(entry, 2 * size);
            profile = Arrays.copyOf(profile, 2 * size);
            share = Arrays.copyOf(share, 2 * size);
            worth = Arrays.copyOf(worth, 2 * size);
        }
        entry[size] = k;
        profile[size] = w;
        share[size] = power;
        worth[size++] = value;
        mass[w] += power;
        mean[w] += power * value;
    }

    private void envelope(EntryTable menu, double revenue, int w, boolean weighing, MenuSums out) {
        for (int i = 0; i < menu.agents && revenue != 0; i++) {
            double scale = revenue / menu.weights[i];
            int without = block.chosen[i + 1][w];
            axpy(menu, block.chosen[0][w], w, 0, -scale, out);
            axpy(menu, without, w, 0, scale, out);
            // She counts for nothing in her own marginal economy.
            int at = (without * menu.agents + i) * menu.width;
            for (int x = 0; x < menu.width && out.shares.length > 0; x++) {
                out.shares[at + x] -= revenue * types[(w * menu.agents + i) * menu.width + x];
            }
            if (weighing) {
                weigh(menu, block.chosen[0][w], w, -scale, out);
                weigh(menu, without, w, scale, out);
                out.weights[i] -= scale * block.products.worth(menu, without, i, w);
                out.weights[i] -= (block.best[i + 1][w] - block.best[0][w]) * scale * scale / revenue;
            }
        }
    }

    /** Adds {@code p dg_k + c d(f_k + b_k)}. */
    private void axpy(EntryTable menu, int k, int w, double p, double c, MenuSums out) {
        out.boosts[k] += c;
        if (out.shares.length == 0) {
            return;
        }
        double[] spread = menu.spread;
        int each = spread.length;
        int at = k * each;
        int from = w * each;
        for (int x = 0; x < each; x++) {
            out.shares[at + x] += (p + c * spread[x]) * types[from + x];
        }
    }

    private void weigh(EntryTable menu, int k, int w, double c, MenuSums out) {
        for (int i = 0; i < menu.agents; i++) {
            out.weights[i] += c * block.products.worth(menu, k, i, w);
        }
    }
}
