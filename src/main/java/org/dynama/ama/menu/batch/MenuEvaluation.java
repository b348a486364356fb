package org.dynama.ama.menu.batch;

import org.dynama.ama.objective.Estimate;
import org.dynama.ama.objective.Objective;
import org.dynama.model.Profiles;
import org.dynama.model.Workers;

/** What a menu does on many profiles, without smoothing. */
public final class MenuEvaluation {
    private final double[] values;
    private final long[] chosen;
    private final long[] needed;
    private double earned;

    private int done;

    /** Nothing evaluated yet of so many profiles. */
    public MenuEvaluation(int count, int entries) {
        values = new double[count];
        chosen = new long[entries];
        needed = new long[entries];
    }

    /** The objective; shape {@code [B]}. Not to be changed. */
    public double[] values() {
        return values;
    }

    /** How many profiles choose each entry; shape {@code [K]}. Not to be changed. */
    public long[] chosen() {
        return chosen;
    }

    /** In how many economies, the whole ones and those without an agent, each entry is the choice; shape {@code [K]}. */
    public long[] needed() {
        return needed;
    }

    /** What all agents have together, losses counted as gains, on average. */
    public double earned() {
        return earned / values.length;
    }

    /** The mean of the objective. */
    public double mean() {
        return Estimate.of(values).mean();
    }

    /** Puts the profiles {@code from..to-1} in a block. */
    @FunctionalInterface
    public interface Loading {
        void load(MenuBlock block, int from, int to);
    }

    /**
     * What a menu does on a block of profiles.
     *
     * @param values of the objective; shape {@code [count]}
     * @param entries that are chosen with everyone, then without each agent; shape {@code [n + 1][WIDTH]}
     * @param earned the sum of what all agents have
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Block(double[] values, int[][] entries, double earned) {}

    /** Evaluates a menu on {@code count} profiles. */
    public static MenuEvaluation of(
            EntryTable menu, Workers<BlockWorker> workers, Objective objective, int count, Loading loading) {
        MenuEvaluation all = new MenuEvaluation(count, menu.entries);
        workers.forEach(
                count,
                Profiles.BLOCK,
                (worker, from, to) -> {
                    loading.load(worker.block(), from, to);
                    return block(worker.block(), menu, objective);
                },
                all::add);
        return all;
    }

    /** Evaluates what a block has loaded, which has then chosen. */
    public static Block block(MenuBlock block, EntryTable menu, Objective objective) {
        block.choose(menu);
        double[] values = new double[block.count()];
        int[][] entries = new int[menu.agents + 1][];
        for (int e = 0; e < entries.length; e++) {
            entries[e] = block.chosen[e].clone();
        }
        double earned = 0;
        for (int w = 0; w < values.length; w++) {
            values[w] = block.value(menu, objective, w);
            earned += block.earned(menu, w);
        }
        return new Block(values, entries, earned);
    }

    /** Adds the next block's. */
    public void add(Block part) {
        System.arraycopy(part.values, 0, values, done, part.values.length);
        done += part.values.length;
        earned += part.earned;
        for (int w = 0; w < part.values.length; w++) {
            chosen[part.entries[0][w]]++;
            for (int[] row : part.entries) {
                needed[row[w]]++;
            }
        }
    }
}
