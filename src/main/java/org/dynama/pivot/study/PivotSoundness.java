package org.dynama.pivot.study;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.dynama.page.Numbers;
import org.dynama.pivot.check.Finding;
import org.dynama.pivot.check.PivotVerification;
import org.dynama.pivot.check.Property;
import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.simulation.Averages;
import org.dynama.study.Soundness;
import org.jspecify.annotations.Nullable;

/** What a verification and a simulation found, as checks: a breach is how far a margin is below zero. */
final class PivotSoundness {
    /** Averages further from their expectations than this are no accident: 6e-7 each. */
    private static final double DEVIATIONS = 5;

    private PivotSoundness() {}

    static Soundness of(PivotVerification verification, @Nullable Averages simulated, PivotMechanism mechanism) {
        List<Soundness.Check> checks = new ArrayList<>();
        verification.findings().forEach(found -> checks.add(check(found, mechanism)));
        if (simulated == null) {
            checks.add(Soundness.untested("simulation", "No season was played."));
        } else if (simulated.largestDeviation() == null) {
            checks.add(Soundness.untested("simulation", "Some agents lie: averages need not be the values of truth."));
        } else {
            double off = simulated.largestDeviation();
            String says = "averages of " + Numbers.count(simulated.seasons()) + " seasons are ";
            String errors = Numbers.plain(off) + " standard errors ";
            String holds = says + "within " + errors + "of the values";
            checks.add(Soundness.atMost("simulation", off, DEVIATIONS, 1, holds, says + errors + "off the values"));
        }
        return new Soundness(checks);
    }

    private static Soundness.Check check(Finding found, PivotMechanism mechanism) {
        Property property = found.property();
        String premises =
                property.premises().stream().map(Property::title).sorted().collect(Collectors.joining(" and "));
        return new Soundness.Check(
                property.title(),
                Double.isFinite(found.margin()) ? 0 - found.margin() : null,
                found.allowed(),
                found.unit(),
                status(found),
                property.title() + ": " + property.statement()
                        + (premises.isEmpty() ? "" : "; promised under " + premises),
                found.place().describe(mechanism.world(), mechanism.profiles()));
    }

    private static Soundness.Status status(Finding found) {
        return switch (found.status()) {
            case HOLDS -> Soundness.Status.HOLDS;
            case FAILS -> found.property().isAssumption() ? Soundness.Status.UNMET : Soundness.Status.FAILS;
            case NOT_PROMISED -> Soundness.Status.NOT_PROMISED;
        };
    }
}
