package org.dynama.pivot.check;

import java.util.List;
import org.dynama.model.Reals;

/**
 * The outcome of a verification.
 *
 * @param findings one for each property, in the order of {@link Property}
 * @param units that the tolerance is relative to
 * @param tolerance below minus which, in these units and beside rounding, a margin counts as negative
 * @param welfare expected in the first period, by evaluating the policy
 * @param truth shape {@code [n]}; what truth is then expected to earn each agent
 * @param optOut shape {@code [n]}; what opting out in the first period is expected to earn
 * @param totals the same run, counted forwards
 * @param rounding how exact all that is
 */
public record PivotVerification(
        List<Finding> findings,
        Units units,
        double tolerance,
        double welfare,
        Reals truth,
        Reals optOut,
        Totals totals,
        Rounding rounding) {

    /**
     * How exact the numbers are.
     *
     * @param welfare how far rounding can have carried expected welfare
     * @param agents shape {@code [n]}; how far it can have carried what each agent expects
     * @param shifts for each agent, what her expected payment changes by at least and at most if ties are decided in another
     *     way; empty without ties, or where that changes nothing
     */
    public record Rounding(double welfare, Reals agents, List<Reals> shifts) {
        public Rounding {
            shifts = List.copyOf(shifts);
        }
    }

    public PivotVerification {
        findings = List.copyOf(findings);
    }

    /** Whether everything holds that must hold. */
    public boolean holds() {
        return findings.stream()
                .noneMatch(found -> found.status() == Finding.Status.FAILS
                        && !found.property().isAssumption());
    }

    /** What was found about a property. */
    public Finding of(Property property) {
        return findings.stream()
                .filter(found -> found.property() == property)
                .findFirst()
                .orElseThrow();
    }
}
