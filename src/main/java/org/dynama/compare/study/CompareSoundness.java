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
            checks.add(check(mechanism.title() + ", truth", mechanism.incentives(), "no misreport pays", "a misreport pays"));
            checks.add(check(
                    mechanism.title() + ", participation",
                    mechanism.participation(),
                    "no truthful agent loses",
                    "a truthful agent may lose"));
        }
        for (Limit bound : bounds) {
            mechanisms.stream()
                    .filter(mechanism -> !bound.isDominant() || mechanism.promise().contains("dominant"))
                    .forEach(mechanism -> checks.add(check(mechanism, bound)));
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
        return Soundness.atMost(name, 0 - measured, 1, margin.allowed(), name + ": " + holds + said, name + ": " + fails + said);
    }

    private static Check check(Compared mechanism, Limit bound) {
        MeanAmount profit = mechanism.worth().profit();
        double error = SAMPLING * Math.hypot(profit.standardError(), bound.standardError());
        double rounding = 1e-9 * Math.max(Math.abs(bound.value()), Math.abs(mechanism.worth().surplus().mean()));
        String name = mechanism.title() + ", " + bound.name();
        return Soundness.atMost(
                name,
                profit.mean() - bound.value(),
                1,
                error + rounding,
                name + ": the profit does not exceed the bound.",
                name + ": the profit exceeds what no such mechanism can earn.");
    }
}
