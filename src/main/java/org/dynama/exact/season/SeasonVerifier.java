package org.dynama.exact.season;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.dynama.exact.certificate.Refutation;
import org.dynama.exact.certificate.Verdict;
import org.dynama.exact.rational.Rational;
import org.dynama.exact.season.SeasonTable.Whole;

/**
 * Checks a season's certificate by sums, products and comparisons of whole numbers: it solves nothing, and rounds nothing.
 *
 * <p>Values that satisfy Bellman's equation in every public state and at every joint type are the most that can be had: a finite
 * horizon by induction from its end, a discounted one because the equation has one solution. What was done must then be the
 * lowest of the best actions, and payments what the others lose.
 */
public final class SeasonVerifier {
    private final SeasonCertificate certificate;
    private final SeasonDesign design;
    private final SeasonWorld world;
    private final List<String> checks = new ArrayList<>();

    private SeasonVerifier(SeasonCertificate certificate) {
        this.certificate = certificate;
        design = certificate.design();
        world = design.world();
    }

    /** Checks everything, up to the first thing that does not hold. */
    public static Verdict verify(SeasonCertificate certificate) {
        SeasonVerifier verifier = new SeasonVerifier(certificate);
        try {
            verifier.check();
            return new Verdict(verifier.checks, "");
        } catch (Refutation | IllegalArgumentException | ArithmeticException refuted) {
            return new Verdict(verifier.checks, String.valueOf(refuted.getMessage()));
        }
    }

    private void check() {
        Refutation.unless(
                certificate.schema() == SeasonCertificate.SCHEMA,
                "schema " + certificate.schema() + " is another version than " + SeasonCertificate.SCHEMA);
        SeasonShape.check(design);
        checks.add(
                "world and mechanism are whole: distributions have sum 1, and every draw leaves an action, whoever is absent");
        digest("world", certificate.worldDigest(), design.worldDigest());
        digest("mechanism", certificate.mechanismDigest(), design.digest());
        checks.add("world and mechanism are those of the digests");
        List<List<Whole>> values = values();
        checks.add(
                "values of everyone and without each of the " + world.agents().size()
                        + " agents solve Bellman's equation in every public state, at every joint type"
                        + (world.isFinite() ? ", in every period" : ""));
        season(values);
        checks.add("each action is the lowest of the best under its draw");
        checks.add("payments are what each agent's presence costs the others, before the draw is known");
        totals();
        checks.add("totals are the sums of the payments" + (world.isFinite() ? "" : ", discounted"));
    }

    private static void digest(String what, String given, String right) {
        Refutation.unless(
                given.equals(right),
                "digest of the " + what + " = " + given + " must be " + right
                        + ": it was changed after the digest was made");
    }

    private List<List<Whole>> values() {
        int agents = world.agents().size();
        Refutation.unless(
                certificate.values().size() == world.tables(),
                "values have " + certificate.values().size() + " tables and must have " + world.tables());
        List<List<Whole>> all = new ArrayList<>();
        for (List<SeasonTable> economies : certificate.values()) {
            Refutation.unless(
                    economies.size() == 1 + agents, "values must be everyone's, and those without each agent");
            List<Whole> here = new ArrayList<>();
            for (SeasonTable table : economies) {
                Whole whole = table.whole();
                int size = Math.multiplyExact(world.states().size(), new SeasonTypes(world, here.size() - 1).count);
                Refutation.unless(
                        whole.denominator().compareTo(BigInteger.ZERO) > 0 && whole.numerators().length == size,
                        "a table of values must have " + size + " fractions over a positive denominator");
                here.add(whole);
            }
            all.add(here);
        }
        for (int table = 0; table < all.size(); table++) {
            for (int absent = SeasonTypes.EVERYONE; absent < agents; absent++) {
                solves(all, table, absent);
            }
        }
        return all;
    }

    private void solves(List<List<Whole>> values, int table, int absent) {
        Whole given = values.get(table).get(1 + absent);
        boolean end = world.isFinite() && table == world.periods().size();
        Whole right = end
                ? SeasonEnds.of(design, absent)
                : new SeasonStep(
                                design,
                                table,
                                absent,
                                values.get(world.after(table)).get(1 + absent))
                        .values();
        Refutation.unless(
                given.isSame(right),
                "values "
                        + (absent < 0
                                ? "of everyone"
                                : "without \"" + world.agents().get(absent).name() + "\"")
                        + (end ? " at the end" : world.isFinite() ? " before period " + (table + 1) : "")
                        + " do not solve Bellman's equation");
    }

    private void season(List<List<Whole>> values) {
        List<SeasonCertificate.Turn> season = certificate.season();
        Refutation.unless(
                !season.isEmpty()
                        && (!world.isFinite()
                                || season.size() <= world.periods().size()),
                "a season must have a period, and no more than the world");
        SeasonSettlement settlement = new SeasonSettlement(design, 0, values.get(world.after(0)));
        for (int t = 0; t < season.size(); t++) {
            settlement = t == 0 || !world.isFinite()
                    ? settlement
                    : new SeasonSettlement(design, t, values.get(world.after(t)));
            SeasonCertificate.Turn turn = season.get(t);
            shape(turn, t);
            SeasonWorld.Move move = settlement.action(turn.state(), turn.draw(), turn.reports());
            Refutation.unless(
                    move.action() == turn.action(),
                    "action of period " + (t + 1) + " = \"" + world.actions().get(turn.action()) + "\" must be \""
                            + world.actions().get(move.action()) + "\"");
            for (int i = 0; i < world.agents().size(); i++) {
                Rational right = settlement.payment(i, turn.state(), turn.reports());
                Refutation.unless(
                        turn.payments().get(i).equals(right),
                        "payment of \"" + world.agents().get(i).name() + "\" in period " + (t + 1) + " = "
                                + shown(turn.payments().get(i)) + " must be " + shown(right));
            }
            if (t + 1 < season.size()) {
                int after = season.get(t + 1).state();
                Refutation.unless(
                        move.next().stream().anyMatch(next -> next.state() == after),
                        "the public state of period " + (t + 2) + " cannot follow what was done before");
            }
        }
    }

    private void shape(SeasonCertificate.Turn turn, int t) {
        int agents = world.agents().size();
        boolean fits = turn.reports().size() == agents
                && turn.payments().size() == agents
                && isBelow(turn.state(), world.states())
                && isBelow(turn.draw(), world.draws())
                && isBelow(turn.action(), world.actions());
        for (int i = 0; i < agents && fits; i++) {
            fits = isBelow(turn.reports().get(i), world.agents().get(i).types());
        }
        Refutation.unless(
                fits,
                "period " + (t + 1) + " must name a state, a draw, an action, and a report and payment of each agent");
    }

    private static boolean isBelow(int index, List<?> list) {
        return index >= 0 && index < list.size();
    }

    private void totals() {
        int agents = world.agents().size();
        Refutation.unless(certificate.totals().size() == agents, "totals must be one for each agent");
        for (int i = 0; i < agents; i++) {
            Rational right = total(world, certificate.season(), i);
            Refutation.unless(
                    certificate.totals().get(i).equals(right),
                    "total of \"" + world.agents().get(i).name() + "\" = "
                            + shown(certificate.totals().get(i)) + " must be " + shown(right));
        }
    }

    static Rational total(SeasonWorld world, List<SeasonCertificate.Turn> season, int i) {
        Rational weight = Rational.ONE;
        Rational sum = Rational.ZERO;
        for (SeasonCertificate.Turn turn : season) {
            sum = sum.plus(weight.times(turn.payments().get(i))).reduced();
            weight = weight.times(world.discount());
        }
        return sum;
    }

    private static String shown(Rational value) {
        String exact = value.toString();
        return exact.length() <= 30 ? exact : "about " + value.toDouble();
    }
}
