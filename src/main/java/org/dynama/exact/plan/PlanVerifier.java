package org.dynama.exact.plan;

import java.util.ArrayList;
import java.util.List;
import org.dynama.exact.certificate.Refutation;
import org.dynama.exact.certificate.Verdict;
import org.dynama.exact.plan.PlanCertificate.Claims;
import org.dynama.exact.rational.Rational;

/**
 * Checks a plan by sums, products and comparisons of fractions: what truth yields, and what the best report in each period,
 * found backwards from the last, could yield at most.
 */
public final class PlanVerifier {
    private PlanVerifier() {}

    /** Checks everything, up to the first thing that does not hold. */
    public static Verdict verify(PlanCertificate certificate) {
        List<String> checks = new ArrayList<>();
        try {
            check(certificate, checks);
            return new Verdict(checks, "");
        } catch (Refutation | IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException refuted) {
            return new Verdict(checks, String.valueOf(refuted.getMessage()));
        }
    }

    private static void check(PlanCertificate certificate, List<String> checks) {
        Refutation.unless(
                certificate.schema() == PlanCertificate.SCHEMA,
                "schema " + certificate.schema() + " is another version than " + PlanCertificate.SCHEMA);
        PlanShape.check(certificate.world());
        PlanYield start = PlanWalk.of(certificate);
        checks.add(
                "the world is whole: distributions have sum 1; every history is answered for every profile of reports that it"
                        + " leaves possible, by draws that have sum 1 and give away no more than the good");
        PlanWorld world = certificate.world();
        Claims claims = certificate.claims();
        Refutation.unless(claims.truth().size() == world.agents(), "claims of truth must be one for each agent");
        for (int i = 0; i < world.agents(); i++) {
            for (int v = 0; v < world.values().size(); v++) {
                held(
                        "utility of truth of agent " + (i + 1) + " at value "
                                + world.values().get(v),
                        claims.truth().get(i).get(v),
                        start.truth()[i][v]);
            }
        }
        held("profit", claims.profit(), start.profit());
        held("welfare", claims.welfare(), start.welfare(world));
        checks.add("profit, welfare and utilities of truth are the claimed ones");
        for (int i = 0; i < world.agents(); i++) {
            for (int v = 0; v < world.values().size(); v++) {
                if (world.of(i).initial().get(v).signum() > 0) {
                    noGain(world, i, v, start);
                }
            }
        }
        checks.add(
                "no lie, told in any period after any history, gains any agent anything: exploitability is exactly 0");
        checks.add("no type of any agent loses by taking part");
    }

    private static void noGain(PlanWorld world, int i, int v, PlanYield start) {
        String who = "agent " + (i + 1) + " at value " + world.values().get(v);
        Refutation.unless(
                start.best()[i][v].compareTo(start.truth()[i][v]) <= 0,
                () -> who + " gains "
                        + shown(start.best()[i][v].minus(start.truth()[i][v]).reduced()) + " by lying");
        Refutation.unless(
                start.truth()[i][v].signum() >= 0,
                () -> who + " loses " + shown(start.truth()[i][v].negated()) + " by taking part");
    }

    private static void held(String what, Rational claimed, Rational right) {
        Refutation.unless(claimed.equals(right), () -> what + " = " + shown(claimed) + " must be " + shown(right));
    }

    private static String shown(Rational value) {
        String exact = value.toString();
        return exact.length() <= 30 ? exact : "about " + value.toDouble();
    }
}
