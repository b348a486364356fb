package org.dynama.ama.menu.train;

/** Softmax mass through whole groups of entries that many profiles of a block feel: row by row, everything twice. */
final class DenseFlow {
    private static final int WIDTH = ProductRows.WIDTH;

    private final LotteryBlock block;
    private final double[] power = new double[WIDTH];
    private final double[] worth = new double[WIDTH];
    private final double[] flow = new double[WIDTH];
    private final double[] factors = new double[WIDTH];

    DenseFlow(LotteryBlock block) {
        this.block = block;
    }

    /** Adds a group's powers to the mass, and powers times welfare to the mean. */
    void gather(LotteryTable menu, int group, double temperature, double[] mass, double[] mean) {
        for (int k = group * LotteryBlock.GROUP; k < block.end(menu, group); k++) {
            SoftRows.powers(power, block.scores[k], block.best[0], 1 / temperature);
            welfare(menu, k);
            SoftRows.gather(mass, mean, power, worth);
        }
    }

    /** Adds what flows back through a group; {@code mean} is now divided by the mass. */
    void flow(
            LotteryTable menu,
            int group,
            double temperature,
            double scale,
            double[] mass,
            double[] mean,
            boolean weighing,
            LotterySums out) {
        int each = menu.spread.length;
        for (int k = group * LotteryBlock.GROUP; k < block.end(menu, group); k++) {
            SoftRows.powers(power, block.scores[k], block.best[0], 1 / temperature);
            welfare(menu, k);
            SoftRows.flows(flow, power, mass, worth, mean, scale, 1 / temperature);
            out.boosts[k] += SoftRows.sum(flow, block.count());
            if (menu.even) {
                SoftRows.both(factors, power, 1, flow);
                SoftRows.addRows(out.shares, k * each, factors, block.count(), block.types, 0, each, each);
            } else {
                for (int i = 0; i < menu.agents; i++) {
                    int from = i * menu.goods;
                    SoftRows.both(factors, power, menu.weights[i], flow);
                    SoftRows.addRows(
                            out.shares, k * each + from, factors, block.count(), block.types, from, each, menu.goods);
                }
            }
            for (int i = 0; i < menu.agents && weighing; i++) {
                int from = i * menu.goods;
                ProductRows.product(worth, menu.shares, k * each + from, block.columns, from, menu.goods);
                out.weights[i] += SoftRows.dot(flow, worth, block.count());
            }
        }
    }

    private void welfare(LotteryTable menu, int k) {
        if (menu.even) {
            ProductRows.shifted(worth, -menu.boosts[k], block.scores[k]);
        } else {
            int each = menu.spread.length;
            ProductRows.product(worth, menu.shares, k * each, block.columns, 0, each);
        }
    }
}
