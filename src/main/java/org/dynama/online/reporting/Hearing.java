package org.dynama.online.reporting;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dynama.model.RandomStream;
import org.dynama.online.reporting.Reporting.Reports;

/** What a mechanism hears of all agents in one run, and how many of their reports are not what the truth would have been. */
public final class Hearing {
    /** The fact how many reports of all who lie sound otherwise than the truth. */
    public static final String CHANGED = "changedReports";

    private final List<Reporting> reporting;
    private final Reports[] reports;
    private final boolean isCut;
    private final long[] changed;

    /**
     * Before the first round.
     *
     * @param isCut whether reports are cut to [0, 1]
     * @param stream of the run, whose own numbers lies do not draw from: a liar's run meets the same luck as the truth's
     */
    public Hearing(List<Reporting> reporting, boolean isCut, RandomStream stream, long seed) {
        this.reporting = reporting;
        this.isCut = isCut;
        reports = new Reports[reporting.size()];
        for (int i = 0; i < reports.length; i++) {
            reports[i] = reporting
                    .get(i)
                    .begin(stream.child("lies of agent " + (i + 1)).draws(seed));
        }
        changed = new long[reports.length];
    }

    /** Whether an agent says what is. */
    public boolean isTruthful(int i) {
        return reporting.get(i) instanceof Reporting.Truthful;
    }

    /** What is heard of a realised value; see {@link Reports#report}. */
    public double hear(int i, double realised, int component, long episode, long round, double price) {
        double report = reports[i].report(realised, component, episode, round, price);
        return counted(i, isCut ? cut(report) : report, isCut ? cut(realised) : realised);
    }

    /** What is heard of a value that an agent bids in advance, which lies in [0, 1]. */
    public double bid(int i, double value, int component) {
        return counted(i, cut(reports[i].report(value, component, 0, 0, 0)), value);
    }

    private static double cut(double report) {
        return Math.min(1, Math.max(0, report));
    }

    private double counted(int i, double heard, double truth) {
        changed[i] += heard == truth ? 0 : 1;
        return heard;
    }

    /** The fact of one of several liars. */
    public static String changed(int agent) {
        return CHANGED + " of agent " + agent;
    }

    /** The changed reports of those who have a way of their own, together and, of several, of each; else nothing. */
    public Map<String, Double> facts() {
        int[] liars =
                IntStream.range(0, changed.length).filter(i -> !isTruthful(i)).toArray();
        Map<String, Double> facts = new LinkedHashMap<>();
        if (liars.length > 0) {
            facts.put(CHANGED, (double)
                    IntStream.of(liars).mapToLong(i -> changed[i]).sum());
        }
        for (int i : liars.length > 1 ? liars : new int[0]) {
            facts.put(changed(i + 1), (double) changed[i]);
        }
        return facts;
    }
}
