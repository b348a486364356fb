package org.dynama.exact.season;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dynama.exact.rational.Rational;
import org.dynama.exact.season.SeasonTable.Whole;

/** Makes certificates of seasons. */
public final class SeasonCertifier {
    /** Values of a finite horizon. */
    private static final long MOST_VALUES = 600_000;
    /** Public states times joint types of a discounted one, whose values solve linear systems. */
    private static final long MOST_UNKNOWNS = 1000;
    /** Of all values together, at most, by what their denominators can grow to. */
    private static final double MOST_BITS = 1 << 28;

    private SeasonCertifier() {}

    /** What is done, by somebody else's reckoning: a start for a discounted horizon. */
    public interface Policy {
        /** The action in an economy (-1 for everyone's), at a joint type of those who are there. */
        int action(int absent, int s, int z, int b);
    }

    /**
     * What happened in a period.
     *
     * @param reports for each agent her reported type
     */
    public record Played(int state, List<Integer> reports, int draw) {
        public Played {
            reports = List.copyOf(reports);
        }
    }

    /**
     * Why a world of some size cannot have certificates; empty where it can.
     *
     * @param states public states
     * @param types of each agent
     * @param periods 0 for a discounted horizon
     */
    public static String refusal(int states, List<Integer> types, int periods) {
        double joint = types.stream().mapToDouble(k -> k).reduce(states, (a, b) -> a * b);
        double values = joint * (1 + types.stream().mapToDouble(k -> 1.0 / k).sum());
        boolean fits = periods == 0 ? joint <= MOST_UNKNOWNS : values * (periods + 1) <= MOST_VALUES;
        return fits
                ? ""
                : periods == 0
                        ? String.format(
                                Locale.ROOT,
                                "%,.0f joint states are too many for values in fractions of an endless run: at most %,d",
                                joint,
                                MOST_UNKNOWNS)
                        : String.format(
                                Locale.ROOT,
                                "%,.0f joint states over %,d periods have %,.0f values, too many for fractions: at most %,d",
                                joint,
                                periods,
                                values * (periods + 1),
                                MOST_VALUES);
    }

    /** Why values of a mechanism would have too many digits, though they are not too many; empty where they have not. */
    public static String refusal(SeasonDesign design) {
        SeasonWorld world = design.world();
        double values = 0;
        for (int absent = SeasonTypes.EVERYONE; absent < world.agents().size(); absent++) {
            values += world.states().size() * (double) new SeasonTypes(world, absent).count;
        }
        double bits = 0;
        double all = 0;
        for (int t = world.periods().size() - 1; t >= 0; t--) {
            bits += SeasonStep.bits(design, t) * (world.isFinite() ? 1 : values);
            all += values * bits;
        }
        return all <= MOST_BITS
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%,.0f values would have up to %,.0f digits each, too many to be of use",
                        values * world.periods().size(),
                        bits * Math.log10(2));
    }

    /**
     * The certificate of what the mechanism does in a season.
     *
     * @throws IllegalArgumentException if the world is not whole
     */
    public static SeasonCertificate certify(SeasonDesign design, Policy near, List<Played> season) {
        List<List<Whole>> values = new SeasonSolver(design, near).values();
        SeasonWorld world = design.world();
        int agents = world.agents().size();
        List<SeasonCertificate.Turn> turns = new ArrayList<>();
        SeasonSettlement settlement = new SeasonSettlement(design, 0, values.get(world.after(0)));
        for (int t = 0; t < season.size(); t++) {
            settlement = t == 0 || !world.isFinite()
                    ? settlement
                    : new SeasonSettlement(design, t, values.get(world.after(t)));
            Played played = season.get(t);
            List<Rational> payments = new ArrayList<>();
            for (int i = 0; i < agents; i++) {
                payments.add(settlement.payment(i, played.state, played.reports));
            }
            int action =
                    settlement.action(played.state, played.draw, played.reports).action();
            turns.add(new SeasonCertificate.Turn(played.state, played.reports, played.draw, action, payments));
        }
        List<Rational> totals = new ArrayList<>();
        for (int i = 0; i < agents; i++) {
            totals.add(SeasonVerifier.total(world, turns, i));
        }
        return new SeasonCertificate(
                SeasonCertificate.FORMAT,
                SeasonCertificate.SCHEMA,
                design.worldDigest(),
                design.digest(),
                design,
                values.stream()
                        .map(economies ->
                                economies.stream().map(SeasonTable::of).toList())
                        .toList(),
                turns,
                totals);
    }
}
