package org.dynama.online.study;

import java.util.List;
import java.util.Map;
import org.dynama.ama.objective.Estimate;
import org.dynama.config.Json;
import org.dynama.online.mdp.Episode;

/**
 * What a run of {@code online} found: {@code result.json}.
 *
 * @param schema of this file
 * @param command {@code online}
 * @param kind {@code bandit} or {@code mdp}
 * @param seeds of each case
 * @param seed of all streams
 * @param cases in the order of the spec
 * @param horizons growth over separate lengths; empty where each mechanism has one
 * @param checks what must hold in every run and did not; empty is good
 */
public record OnlineRecord(
        int schema,
        String command,
        String name,
        String kind,
        int seeds,
        long seed,
        List<CaseRecord> cases,
        List<HorizonGrowth> horizons,
        List<String> checks,
        double seconds,
        Map<String, String> versions) {

    static final int SCHEMA = 1;

    /**
     * One case.
     *
     * @param lie how the liar reports; {@code truthful} for nobody lying
     * @param liar from 1; 0 for nobody
     * @param rounds of each run
     * @param floors of welfare, seller and agents per round
     * @param prices VCG's own, one for each agent
     * @param curves of each column, over seeds
     * @param growth of the excess over the floors, by column
     * @param facts each the mean over seeds, with {@code largest} and {@code least} beside
     * @param gain what the lie gains her per round, at the points of the grid; empty for nobody
     * @param episodes of the first seed
     */
    public record CaseRecord(
            String market,
            String mechanism,
            String lie,
            int liar,
            long rounds,
            List<String> notes,
            List<Double> floors,
            List<Double> prices,
            List<Long> grid,
            Map<String, List<Estimate>> curves,
            Map<String, Slope> growth,
            Map<String, Fact> facts,
            List<Estimate> gain,
            List<Episode> episodes) {

        /** A column at the end of the runs. */
        public Estimate last(String column) {
            List<Estimate> curve = curves.get(column);
            if (curve == null) {
                throw new IllegalArgumentException("there is no column \"" + column + "\"");
            }
            return curve.get(curve.size() - 1);
        }

        /** A fact of the runs; NaN throughout where the kind has none of that name. */
        public Fact fact(String name) {
            return facts.getOrDefault(name, new Fact(Double.NaN, Double.NaN, Double.NaN));
        }
    }

    /** A slope on log-log axes with its 95 % confidence interval. */
    public record Slope(double slope, double low, double high) {}

    /** A number of whole runs over seeds. */
    public record Fact(double mean, double least, double largest) {}

    /**
     * How the regret at the end grows with the length of the run.
     *
     * @param regrets of welfare, at each horizon
     */
    public record HorizonGrowth(
            String market, String mechanism, List<Long> horizons, List<Estimate> regrets, Slope slope) {}

    /** The record as one JSON document. */
    public String toJson() {
        return Json.write(this);
    }
}
