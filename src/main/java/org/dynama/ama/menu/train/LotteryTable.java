package org.dynama.ama.menu.train;

import java.util.Arrays;
import org.dynama.model.Reals;

/** A menu as the products read it: bare rows, not to be changed. */
final class LotteryTable {
    final int entries;
    final int agents;
    final int goods;

    /** Shape {@code [K, n, m]}. */
    final double[] shares;

    /** Shares times their agent's weight; shape {@code [K, n, m]}. */
    final double[] weighted;

    /** Shape {@code [K]}. */
    final double[] boosts;

    /** Shape {@code [n]}. */
    final double[] weights;

    /** Each agent's weight for each of the goods; shape {@code [n, m]}. */
    final double[] spread;

    /** Whether all weights are one. */
    final boolean even;

    /** A menu; the arrays are kept. */
    LotteryTable(int agents, int goods, double[] shares, double[] boosts, double[] weights) {
        this.agents = agents;
        this.goods = goods;
        this.shares = shares;
        this.boosts = boosts;
        this.weights = weights;
        entries = boosts.length;
        even = Arrays.stream(weights).allMatch(weight -> weight == 1);
        spread = new double[agents * goods];
        Arrays.setAll(spread, x -> weights[x / goods]);
        weighted = even ? shares : new double[shares.length];
        if (!even) {
            Arrays.setAll(weighted, x -> shares[x] * spread[x % spread.length]);
        }
    }

    static LotteryTable of(Lotteries menu) {
        return new LotteryTable(
                menu.agents(),
                menu.goods(),
                menu.shares().toArray(),
                menu.boosts().toArray(),
                menu.weights().toArray());
    }

    Lotteries toLotteries() {
        return new Lotteries(agents, goods, Reals.of(shares), Reals.of(boosts), Reals.of(weights));
    }
}
