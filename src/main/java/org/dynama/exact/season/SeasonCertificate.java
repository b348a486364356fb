package org.dynama.exact.season;

import java.util.List;
import org.dynama.exact.rational.Rational;

/**
 * What was done in the first periods of a season and what each agent paid, with the values that prove it: {@code certificate.json}.
 *
 * @param format {@link #FORMAT}
 * @param schema version
 * @param worldDigest SHA-256 of the world
 * @param mechanismDigest SHA-256 of world, weights and boosts
 * @param design world and mechanism
 * @param values by table (before each period, and at the end; one for a discounted horizon) and economy: everyone, then without
 *     each agent
 * @param season period by period
 * @param totals for each agent what she paid in all, discounted to the first period
 */
public record SeasonCertificate(
        String format,
        int schema,
        String worldDigest,
        String mechanismDigest,
        SeasonDesign design,
        List<List<SeasonTable>> values,
        List<Turn> season,
        List<Rational> totals) {
    /** How such a file begins. */
    public static final String FORMAT = "dynama season certificate";

    /** The version that this program writes. */
    static final int SCHEMA = 1;

    public SeasonCertificate {
        values = values.stream().map(List::copyOf).toList();
        season = List.copyOf(season);
        totals = List.copyOf(totals);
    }

    /**
     * One period.
     *
     * @param state public state
     * @param reports for each agent her reported type
     * @param draw that became known after the reports
     * @param action that was taken
     * @param payments of each agent to the designer
     */
    public record Turn(int state, List<Integer> reports, int draw, int action, List<Rational> payments) {
        public Turn {
            reports = List.copyOf(reports);
            payments = List.copyOf(payments);
        }
    }
}
