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
    private PivotSoundness() {}

    static Soundness of(
            PivotVerification verification, @Nullable Averages simulated, PivotMechanism mechanism, boolean affine) {
        List<Soundness.Check> checks = new ArrayList<>();
        verification.findings().forEach(found -> checks.add(check(found, mechanism, affine)));
        if (simulated == null) {
            checks.add(Soundness.untested("simulation", "No season was played."));
        } else if (simulated.largestDeviation() == null) {
            checks.add(Soundness.untested("simulation", "Some agents lie: averages need not be the values of truth."));
        } else {
            checks.add(check(simulated, simulated.largestDeviation(), simulated.largestShare()));
        }
        return new Soundness(checks);
    }

    private static Soundness.Check check(Averages simulated, double deviation, @Nullable Double share) {
        String seasons = Numbers.count(simulated.seasons()) + " seasons are ";
        if (share == null) {
            String few =
                    seasons + "too few to tell averages from chance: " + Averages.FEWEST + " or more can be tested.";
            return Soundness.untested("simulation", few);
        }
        return Soundness.atMost(
                "simulation",
                share,
                1,
                1,
                "averages of " + seasons + "within " + Numbers.plain(deviation) + " standard errors of the values",
                "averages of " + seasons + "off the values, up to " + Numbers.plain(share)
                        + " times as far as chance allows");
    }

    private static Soundness.Check check(Finding found, PivotMechanism mechanism, boolean affine) {
        Property property = found.property();
        String statement = affine
                ? property.statement().replace("more welfare", "more welfare as weights and boosts count it")
                : property.statement();
        String premises = mechanism.world().worstTypes()
                ? ""
                : property.premises().stream().map(Property::title).sorted().collect(Collectors.joining(" and "));
        return new Soundness.Check(
                property.title(),
                Double.isFinite(found.margin()) ? 0 - found.margin() : null,
                found.allowed(),
                found.unit(),
                status(found),
                property.title() + ": " + statement + (premises.isEmpty() ? "" : "; promised under " + premises),
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
