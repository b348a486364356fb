package org.dynama.learned.plan;

import java.util.ArrayList;
import java.util.List;
import org.dynama.exact.rational.Rational;
import org.jspecify.annotations.Nullable;

/** A public history at the start of a period: past reports and draws, all of them possible. */
final class PlanNode {
    /** The reports before; null at the start. */
    final @Nullable PlanBranch parent;

    final int period;
    /** Per agent, shape {@code [R]}: her type, had she been truthful. */
    final List<List<Rational>> distribution;
    /** Shape {@code [n]}: what was consumed. */
    final List<Rational> memory;
    /** The chance of the reports up to here, given the draws. */
    final Rational chance;
    /** The chance of the draws up to here by the plan that others are held against. */
    final Rational reference;

    final List<PlanBranch> branches = new ArrayList<>();

    PlanNode(
            @Nullable PlanBranch parent, List<List<Rational>> distribution, List<Rational> memory, Rational reference) {
        this.parent = parent;
        this.distribution = distribution;
        this.memory = memory;
        this.reference = reference;
        period = parent == null ? 0 : parent.node.period + 1;
        chance = parent == null
                ? Rational.ONE
                : parent.node.chance.times(parent.chance).reduced();
        addBranches(new int[memory.size()], 0, Rational.ONE);
    }

    private void addBranches(int[] profile, int agent, Rational product) {
        if (agent == profile.length) {
            branches.add(new PlanBranch(this, profile.clone(), product.reduced()));
            return;
        }
        for (int v : possible(agent)) {
            profile[agent] = v;
            addBranches(
                    profile, agent + 1, product.times(distribution.get(agent).get(v)));
        }
    }

    /** The types that an agent can have here, and so report. */
    List<Integer> possible(int agent) {
        List<Integer> possible = new ArrayList<>();
        for (int v = 0; v < distribution.get(agent).size(); v++) {
            if (distribution.get(agent).get(v).signum() > 0) {
                possible.add(v);
            }
        }
        return possible;
    }
}
