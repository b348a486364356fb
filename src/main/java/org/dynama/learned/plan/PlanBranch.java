package org.dynama.learned.plan;

import java.util.ArrayList;
import java.util.List;
import org.dynama.exact.rational.Rational;
import org.jspecify.annotations.Nullable;

/** A profile of reports after a history, and what may be drawn then. */
final class PlanBranch {
    final PlanNode node;
    /** Shape {@code [n]}: types. */
    final int[] profile;
    /** Of the profile, given the history. */
    final Rational chance;

    List<Draw> draws = new ArrayList<>();

    PlanBranch(PlanNode node, int[] profile, Rational chance) {
        this.node = node;
        this.profile = profile;
        this.chance = chance;
    }

    /** The chance that the others report this, given that one agent reports as here. */
    Rational others(int agent) {
        return chance.dividedBy(node.distribution.get(agent).get(profile[agent]))
                .reduced();
    }

    /**
     * What may be drawn.
     *
     * @param shares shape {@code [n]}; who gets how much of the good
     * @param consumed shape {@code [n]}
     * @param reference the chance of it and all draws before by the plan that others are held against
     * @param next the history that follows; null in the last period
     */
    record Draw(
            List<Rational> shares,
            List<Rational> consumed,
            Rational reference,
            @Nullable PlanNode next) {}
}
