package org.dynama.ama.menu.train;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The gradient of a menu's smoothed objective on a block of profiles:
 *
 * <pre>
 * (1 + x) sum_k p_k g_k  +  sum_i (F_-i - F) / w_i,    p = softmax((f + b) / t),   g_k = sum_i &lt;t_i, phi_ik&gt;
 * </pre>
 *
 * <p>with hard maxima {@code F} and {@code F_-i}, whose derivatives are those of what they choose (the envelope theorem). At
 * temperature 0 it is revenue plus {@code x} times welfare. Softmax mass flows through entries within {@code t (32 + ln K)} of the
 * best only: what is left out has less than 2e-14 of the mass.
 */
final class LotteryGradient {
    private static final int WIDTH = ProductRows.WIDTH;
    private static final double DEEP = 32;

    /** A group that more profiles of a block feel is treated whole. */
    private static final int MANY = 40;

    private final LotteryBlock block;
    private final double[] mass = new double[WIDTH];
    private final double[] mean = new double[WIDTH];
    private final DenseFlow rows;
    private final BitSet dense = new BitSet();
    private int size;
    private int[] entry = new int[1 << 12];
    private int[] profile = new int[1 << 12];
    private double[] share = new double[1 << 12];
    private double[] worth = new double[1 << 12];

    LotteryGradient(LotteryBlock block) {
        this.block = block;
        rows = new DenseFlow(block);
    }

    /**
     * Adds a block's gradient; the block has chosen.
     *
     * @param temperature {@code t}, money; positive
     * @param welfare {@code x}
     * @param weighing whether weights move, too
     */
    void add(LotteryTable menu, double temperature, double welfare, boolean weighing, LotterySums out) {
        soften(menu, temperature);
        for (int g = dense.nextSetBit(0); g >= 0; g = dense.nextSetBit(g + 1)) {
            rows.flow(menu, g, temperature, 1 + welfare, mass, mean, weighing, out);
        }
        for (int s = 0; s < size; s++) {
            int w = profile[s];
            double p = (1 + welfare) * share[s] / mass[w];
            double c = p * (worth[s] - mean[w]) / temperature;
            axpy(menu, entry[s], w, p, c, out);
            if (weighing) {
                weigh(menu, entry[s], w, c, out);
            }
        }
        for (int w = 0; w < block.count(); w++) {
            envelope(menu, w, weighing, out);
            double charged = charged(menu, w);
            double hard = (1 + welfare) * welfare(menu, block.chosen[0][w], w) + charged;
            out.smoothed += (1 + welfare) * mean[w] + charged;
            out.hard += hard;
            out.squares += hard * hard;
        }
        out.count += block.count();
    }

    /** Lists entries that carry mass for few, in the order of groups, profiles and entries, and groups that do for many. */
    private void soften(LotteryTable menu, double temperature) {
        size = 0;
        dense.clear();
        Arrays.fill(mass, 0);
        Arrays.fill(mean, 0);
        double depth = temperature * (DEEP + Math.log(menu.entries));
        int last = (menu.entries - 1) / LotteryBlock.GROUP;
        for (int g = 0; g <= last; g++) {
            int feeling = feeling(block.groups[0][g], depth);
            if (feeling > MANY) {
                dense.set(g);
                rows.gather(menu, g, temperature, mass, mean);
            } else if (feeling > 0) {
                list(menu, g, temperature, depth);
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

    private void list(LotteryTable menu, int g, double temperature, double depth) {
        double[] most = block.groups[0][g];
        double[] best = block.best[0];
        for (int w = 0; w < block.count(); w++) {
            if (most[w] >= best[w] - depth) {
                for (int k = g * LotteryBlock.GROUP; k < block.end(menu, g); k++) {
                    double below = block.scores[k][w] - best[w];
                    if (below >= -depth) {
                        list(k, w, Math.exp(below / temperature), welfare(menu, k, w));
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

    private double welfare(LotteryTable menu, int k, int w) {
        int each = menu.spread.length;
        return menu.even
                ? block.scores[k][w] - menu.boosts[k]
                : ProductRows.product(menu.shares, k * each, block.types, w * each, each);
    }

    private double charged(LotteryTable menu, int w) {
        double sum = 0;
        for (int i = 0; i < menu.agents; i++) {
            sum += (block.best[i + 1][w] - block.best[0][w]) / menu.weights[i];
        }
        return sum;
    }

    private void envelope(LotteryTable menu, int w, boolean weighing, LotterySums out) {
        for (int i = 0; i < menu.agents; i++) {
            double scale = 1 / menu.weights[i];
            int without = block.chosen[i + 1][w];
            axpy(menu, block.chosen[0][w], w, 0, -scale, out);
            axpy(menu, without, w, 0, scale, out);
            // She counts for nothing in her own marginal economy.
            int at = (without * menu.agents + i) * menu.goods;
            for (int j = 0; j < menu.goods; j++) {
                out.shares[at + j] -= block.types[(w * menu.agents + i) * menu.goods + j];
            }
            if (weighing) {
                weigh(menu, block.chosen[0][w], w, -scale, out);
                weigh(menu, without, w, scale, out);
                out.weights[i] -= scale * block.worth(menu, without, i, w);
                out.weights[i] -= (block.best[i + 1][w] - block.best[0][w]) * scale * scale;
            }
        }
    }

    /** Adds {@code p dg_k + c d(f_k + b_k)}. */
    private void axpy(LotteryTable menu, int k, int w, double p, double c, LotterySums out) {
        double[] spread = menu.spread;
        int each = spread.length;
        int at = k * each;
        int from = w * each;
        out.boosts[k] += c;
        for (int x = 0; x < each; x++) {
            out.shares[at + x] += (p + c * spread[x]) * block.types[from + x];
        }
    }

    private void weigh(LotteryTable menu, int k, int w, double c, LotterySums out) {
        for (int i = 0; i < menu.agents; i++) {
            out.weights[i] += c * block.worth(menu, k, i, w);
        }
    }
}
