package org.dynama.ama.menu.train;

import java.util.Arrays;
import org.dynama.ama.menu.batch.BlockWorker;
import org.dynama.ama.menu.batch.EntryTable;
import org.dynama.ama.menu.batch.MenuEvaluation;
import org.dynama.ama.objective.Objective;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.Workers;
import org.dynama.refusal.Refusal;

/**
 * A menu of {@code K} lotteries over the goods of an auction: entry {@code k} gives good {@code j} to agent {@code i} with
 * probability {@code shares[(k * n + i) * m + j]}.
 *
 * @param agents {@code n}
 * @param goods {@code m}
 * @param shares shape {@code [K, n, m]}; each in [0, 1], no good given away more than once
 * @param boosts shape {@code [K]}; money; each finite
 * @param weights shape {@code [n]}; dimensionless; each finite and positive
 */
public record Lotteries(int agents, int goods, Reals shares, Reals boosts, Reals weights) {
    private static final double ROUNDING = 1e-9;

    public Lotteries {
        int size = boosts.size();
        if (size < 1 || shares.size() != size * agents * goods || weights.size() != agents) {
            throw Refusal.of(
                    "shares of " + shares.size() + " numbers, " + size + " boosts and " + weights.size()
                            + " weights must be those of K entries, " + agents + " agents and " + goods + " goods",
                    "");
        }
        requireShares(shares, size, agents, goods);
        for (int i = 0; i < agents; i++) {
            if (!(weights.get(i) > 0 && Double.isFinite(weights.get(i)))) {
                throw new Refusal("weights[" + i + "]", weights.get(i), "must be finite and positive", "");
            }
        }
        int fault = boosts.firstNotFinite();
        if (fault >= 0) {
            throw new Refusal("boosts[" + fault + "]", boosts.get(fault), "must be finite", "Maybe a smaller step.");
        }
    }

    private static void requireShares(Reals shares, int size, int agents, int goods) {
        for (int k = 0; k < size; k++) {
            for (int j = 0; j < goods; j++) {
                double given = 0;
                for (int i = 0; i < agents; i++) {
                    double share = shares.get((k * agents + i) * goods + j);
                    if (!(share >= 0)) {
                        throw new Refusal("shares[" + k + "][" + i + "][" + j + "]", share, "must be at least 0", "");
                    }
                    given += share;
                }
                if (!(given <= 1 + ROUNDING)) {
                    throw new Refusal(
                            "shares[" + k + "][..][" + j + "]",
                            given,
                            "together must be at most 1: a good is there once",
                            "");
                }
            }
        }
    }

    /** The number of entries {@code K}. */
    public int size() {
        return boosts.size();
    }

    /** The probability that entry {@code k} gives good {@code j} to agent {@code i}. */
    public double share(int k, int i, int j) {
        return shares.get((k * agents + i) * goods + j);
    }

    static Lotteries of(EntryTable table) {
        return new Lotteries(
                table.agents, table.width, Reals.of(table.shares), Reals.of(table.boosts), Reals.of(table.weights));
    }

    EntryTable table() {
        return new EntryTable(agents, goods, shares.toArray(), boosts.toArray(), weights.toArray());
    }

    /** What it does on the first profiles of a stream. */
    MenuEvaluation evaluated(
            AuctionMarket market, Workers<BlockWorker> workers, Objective objective, RandomStream stream, int count) {
        return MenuEvaluation.of(
                table(),
                workers,
                objective,
                count,
                (block, from, to) -> block.load(market.draw(stream, from, to - from), 0, to - from));
    }

    /** The same menu with other boosts. */
    Lotteries withBoosts(double... other) {
        return new Lotteries(agents, goods, shares, Reals.of(other), weights);
    }

    /** The menu of some entries, in the given order. */
    Lotteries only(int... kept) {
        double[] all = shares.toArray();
        int each = agents * goods;
        double[] some = new double[kept.length * each];
        for (int k = 0; k < kept.length; k++) {
            System.arraycopy(all, kept[k] * each, some, k * each, each);
        }
        double[] prices = Arrays.stream(kept).mapToDouble(boosts::get).toArray();
        return new Lotteries(agents, goods, Reals.of(some), Reals.of(prices), weights);
    }
}
