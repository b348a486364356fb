package org.dynama.compare.study;

import java.util.ArrayList;
import java.util.List;
import org.dynama.compare.market.MeanAmount;
import org.dynama.compare.mechanism.Margin;
import org.dynama.compare.study.CompareRecord.Compared;
import org.dynama.compare.study.CompareRecord.Limit;
import org.dynama.page.Numbers;
import org.dynama.study.Soundness;
import org.dynama.study.Soundness.Check;

/** What a comparison checks: that each mechanism keeps its promises, and that none exceeds what bounds it. */
final class CompareSoundness {
    /** Standard errors; by chance one mean in five hundred million lies further off. */
    private static final double SAMPLING = 6;

    private CompareSoundness() {}

    static Soundness of(List<Compared> mechanisms, List<Limit> bounds) {
        List<Check> checks = new ArrayList<>();
        for (Compared mechanism : mechanisms) {
            checks.add(check(
                    mechanism.title() + ", truth", mechanism.incentives(), "no misreport pays", "a misreport pays"));
            checks.add(check(
                    mechanism.title() + ", participation",
                    mechanism.participation(),
                    "no truthful agent loses",
                    "a truthful agent may lose"));
        }
        if (!bounds.isEmpty()) {
            checks.add(bounded(mechanisms, bounds));
        }
        return new Soundness(checks);
    }

    private static Check check(String name, Margin margin, String holds, String fails) {
        Double measured = margin.margin();
        if (measured == null) {
            return Soundness.untested(name, name + ": " + margin.method() + ".");
        }
        String said = " (" + margin.method() + ": the smallest margin is " + Numbers.plain(measured) + ").";
        if (!margin.isPromised()) {
            return new Check(
                    name,
                    0 - measured,
                    margin.allowed(),
                    1,
                    measured >= -margin.allowed() ? Soundness.Status.HOLDS : Soundness.Status.NOT_PROMISED,
                    name + ": " + (measured >= -margin.allowed() ? holds : fails + ", which nothing promised") + said,
                    "");
        }
        return Soundness.atMost(
                name, 0 - measured, 1, margin.allowed(), name + ": " + holds + said, name + ": " + fails + said);
    }

    /** That no mechanism earns more than any bound that holds for it; one whose promise is not exact may. */
    private static Check bounded(List<Compared> mechanisms, List<Limit> bounds) {
        double worst = Double.NEGATIVE_INFINITY;
        String where = "";
        int compared = 0;
        for (Compared mechanism : mechanisms) {
            for (Limit bound : bounds) {
                if (CompareRecord.isBounded(mechanism) && (mechanism.isDominant() || !bound.isDominant())) {
                    double excess = excess(mechanism, bound);
                    where = excess > worst ? mechanism.title() + " and " + bound.name() : where;
                    worst = Math.max(worst, excess);
                    compared++;
                }
            }
        }
        String name = "bounds";
        return compared == 0
                ? Soundness.untested(name, "Nothing that is bounded was compared.")
                : Soundness.atMost(
                                name,
                                worst,
                                1,
                                1,
                                "bounds: no profit exceeds a bound that holds for its mechanism, in " + compared
                                        + " comparisons.",
                                "bounds: a profit exceeds what no such mechanism can earn.")
                        .at(where);
    }

    /** How far a profit is above a bound, beside what chance and rounding allow. */
    private static double excess(Compared mechanism, Limit bound) {
        MeanAmount profit = mechanism.worth().profit();
        double error = SAMPLING * Math.hypot(profit.standardError(), bound.standardError());
        double size = Math.max(
                Math.abs(bound.value()), Math.abs(mechanism.worth().surplus().mean()));
        double allowed = error + 1e-9 * size;
        double excess = profit.mean() - bound.value();
        return allowed > 0 ? excess / allowed : excess > 0 ? Double.POSITIVE_INFINITY : 0;
    }
}
