package org.dynama.ama.menu.batch;

/** Softmax mass through whole groups of entries that many profiles of a block feel: row by row, everything twice. */
final class DenseFlow {
    private static final int WIDTH = ProductRows.WIDTH;

    private final MenuBlock block;
    private final double[] power = new double[WIDTH];
    private final double[] worth = new double[WIDTH];
    private final double[] flow = new double[WIDTH];
    private final double[] factors = new double[WIDTH];

    DenseFlow(MenuBlock block) {
        this.block = block;
    }

    /** Adds a group's powers to the mass, and powers times what is made to the mean. */
    void gather(EntryTable menu, int group, double temperature, double rewards, double[] mass, double[] mean) {
        for (int k = group * MenuBlock.GROUP; k < block.end(menu, group); k++) {
            SoftRows.powers(power, block.scores[k], block.best[0], 1 / temperature);
            block.made(worth, menu, rewards, k);
            SoftRows.gather(mass, mean, power, worth);
        }
    }

    /** Adds what flows back through a group; {@code mean} is now divided by the mass. */
    void flow(
            EntryTable menu,
            int group,
            double temperature,
            double rewards,
            double[] mass,
            double[] mean,
            boolean weighing,
            MenuSums out) {
        boolean isLosing = block.losses.length > 0;
        double scale = isLosing ? 1 : rewards;
        for (int k = group * MenuBlock.GROUP; k < block.end(menu, group); k++) {
            SoftRows.powers(power, block.scores[k], block.best[0], 1 / temperature);
            block.made(worth, menu, rewards, k);
            SoftRows.flows(flow, power, mass, worth, mean, scale, 1 / temperature);
            out.boosts[k] += SoftRows.sum(flow, block.count());
            out.addOften(k, SoftRows.sum(power, block.count()));
            if (out.shares.length > 0) {
                if (isLosing) {
                    SoftRows.times(power, rewards);
                }
                pull(menu, k, out.shares);
            }
            for (int i = 0; i < menu.agents && weighing; i++) {
                block.products.worth(worth, menu, k, i);
                out.weights[i] += SoftRows.dot(flow, worth, block.count());
            }
        }
    }

    private void pull(EntryTable menu, int k, double[] slopes) {
        double[] types = block.products.types();
        int each = menu.spread.length;
        if (menu.even) {
            SoftRows.both(factors, power, 1, flow);
            SoftRows.addRows(slopes, k * each, factors, block.count(), types, 0, each, each);
            return;
        }
        for (int i = 0; i < menu.agents; i++) {
            int from = i * menu.width;
            SoftRows.both(factors, power, menu.weights[i], flow);
            SoftRows.addRows(slopes, k * each + from, factors, block.count(), types, from, each, menu.width);
        }
    }
}
