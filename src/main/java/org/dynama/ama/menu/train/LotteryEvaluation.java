package org.dynama.ama.menu.train;

import java.util.ArrayList;
import java.util.List;
import org.dynama.ama.objective.Estimate;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Workers;

/**
 * What a menu does on many profiles, without smoothing.
 */
final class LotteryEvaluation {
    private final double[] values;
    private final long[] chosen;
    private final long[] needed;

    LotteryEvaluation(double[] values, long[] chosen, long[] needed) {
        this.values = values;
        this.chosen = chosen;
        this.needed = needed;
    }

    /** The objective; shape {@code [B]}. Not to be changed. */
    double[] values() {
        return values;
    }

    /** How many profiles choose each entry; shape {@code [K]}. Not to be changed. */
    long[] chosen() {
        return chosen;
    }

    /** How many choose it with everyone or without some agent; shape {@code [K]}. Not to be changed. */
    long[] needed() {
        return needed;
    }

    /** What one block adds. */
    private static final class Part {
        final double[] values;
        final int[][] entries;

        Part(double[] values, int[][] entries) {
            this.values = values;
            this.entries = entries;
        }
    }

    /**
     * Evaluates a menu.
     *
     * @param welfare the weight of welfare beside revenue's, 1
     */
    static LotteryEvaluation of(
            AuctionMarket market,
            LotteryTable menu,
            Workers<LotteryWorker> workers,
            RandomStream stream,
            int count,
            double welfare) {
        double[] values = new double[count];
        long[] chosen = new long[menu.entries];
        long[] needed = new long[menu.entries];
        List<double[]> parts = new ArrayList<>();
        workers.forEach(
                count,
                Profiles.BLOCK,
                (worker, from, to) -> part(worker.block(), market.draw(stream, from, to - from), menu, welfare),
                part -> {
                    parts.add(part.values);
                    for (int w = 0; w < part.values.length; w++) {
                        chosen[part.entries[0][w]]++;
                        for (int[] row : part.entries) {
                            needed[row[w]]++;
                        }
                    }
                });
        int at = 0;
        for (double[] part : parts) {
            System.arraycopy(part, 0, values, at, part.length);
            at += part.length;
        }
        return new LotteryEvaluation(values, chosen, needed);
    }

    private static Part part(LotteryBlock block, Profiles profiles, LotteryTable menu, double welfare) {
        block.load(profiles, 0, profiles.count());
        block.choose(menu);
        double[] values = new double[profiles.count()];
        int[][] entries = new int[menu.agents + 1][];
        for (int e = 0; e < entries.length; e++) {
            entries[e] = block.chosen[e].clone();
        }
        for (int w = 0; w < values.length; w++) {
            for (int i = 0; i < menu.agents; i++) {
                values[w] += block.payment(menu, i, w) + welfare * block.worth(menu, block.chosen[0][w], i, w);
            }
        }
        return new Part(values, entries);
    }

    /** The mean of the objective. */
    double mean() {
        return Estimate.of(values).mean();
    }
}
