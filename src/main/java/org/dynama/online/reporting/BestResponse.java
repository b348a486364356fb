package org.dynama.online.reporting;

import java.util.List;
import java.util.function.Function;

/**
 * Searches the lie that an agent with a simulator of her own would tell: the best of some stationary scales and squashes, then, by
 * groups of episodes and by components, each entry of a table in turn, from the first to the last. Every way that alters no
 * report is left out: the best lie may be worse than the truth.
 */
public final class BestResponse {
    private static final double[] FACTORS = {0, 0.25, 0.5, 0.75, 0.9, 1.1, 1.25, 1.5, 2};
    private static final double[] TARGETS = {0, 0.5, 1};
    private static final double[] STRENGTHS = {0.1, 0.3, 1};
    /** Of an entry: the truth, nothing, half of the most and the most. */
    private static final double[][] ENTRIES = {{1, 0}, {0, 0}, {0, 0.5}, {0, 1}};
    /** Simulations that one search may make of entries. */
    private static final int MOST_TRIED = 200;

    private final Function<Reporting, Outcome> simulate;
    private ReportTable best;
    private double most = Double.NEGATIVE_INFINITY;
    private int tried;

    private BestResponse(ReportTable first, Function<Reporting, Outcome> simulate) {
        best = first;
        this.simulate = simulate;
    }

    /** What a way to report came to on the search's own seeds: utility per round, and altered reports. */
    public record Outcome(double utility, double changed) {}

    /**
     * What was found.
     *
     * @param gain per round over the truth, on the search's own seeds
     * @param tried ways that were simulated
     */
    public record Found(ReportTable table, double gain, int tried) {}

    /**
     * The best lie that is found, the first of equals.
     *
     * @param starts the first episode of each group
     * @param components of the table
     * @param simulate what a way to report comes to, on seeds that an evaluation does not use
     */
    public static Found of(List<Long> starts, int components, Function<Reporting, Outcome> simulate) {
        BestResponse search = new BestResponse(ReportTable.all(starts, components, 0, 0), simulate);
        for (double factor : FACTORS) {
            search.offer(ReportTable.all(starts, components, factor, 0));
        }
        for (double target : TARGETS) {
            for (double strength : STRENGTHS) {
                search.offer(ReportTable.all(starts, components, 1 - strength, strength * target));
            }
        }
        int stationary = search.tried;
        for (int cell = 0; cell < starts.size() * components; cell++) {
            for (double[] entry : ENTRIES) {
                if (search.tried < stationary + MOST_TRIED) {
                    search.offer(search.best.with(cell, entry[0], entry[1]));
                }
            }
        }
        double truth = simulate.apply(Reporting.TRUTHFUL).utility;
        // Where nothing alters a report there is no lie to tell, and no gain.
        double gain = Double.isFinite(search.most) ? search.most - truth : 0;
        return new Found(search.best, gain, search.tried);
    }

    private void offer(ReportTable table) {
        if (tried > 0 && table.equals(best)) {
            return;
        }
        tried++;
        Outcome outcome = simulate.apply(table);
        if (outcome.changed > 0 && outcome.utility > most) {
            best = table;
            most = outcome.utility;
        }
    }
}
