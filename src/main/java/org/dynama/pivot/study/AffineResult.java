package org.dynama.pivot.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.pivot.world.AffineWorld;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.Boost;
import org.jspecify.annotations.Nullable;

/**
 * Weights and boosts, as a spec has them, and what they earn beside the pivot mechanism.
 *
 * @param weights by agent
 * @param boosts those that are not 0
 * @param revenue what agents are expected to pay over the whole run
 * @param pivotRevenue the same in the pivot mechanism
 * @param pivotWelfare the expected welfare of the pivot mechanism, which is the most there is
 * @param evaluations trials of the search; 0 if there was none
 * @param found the trial that is the result; 0 for the weights and boosts of the spec, or the pivot mechanism
 */
public record AffineResult(
        Map<String, Double> weights,
        List<NamedBoost> boosts,
        double revenue,
        double pivotRevenue,
        double pivotWelfare,
        int evaluations,
        int found) {
    public AffineResult {
        boosts = List.copyOf(boosts);
    }

    /** A boost by names; null where it holds everywhere. */
    public record NamedBoost(
            String action,
            double boost,
            @Nullable Integer period,
            @Nullable String state,
            @Nullable String draw) {
        static NamedBoost of(Boost boost, AllocationWorld world) {
            return new NamedBoost(
                    world.actions().get(boost.action()),
                    boost.amount(),
                    boost.period() == Boost.ANY ? null : boost.period() + 1,
                    boost.state() == Boost.ANY ? null : world.states().get(boost.state()),
                    boost.draw() == Boost.ANY ? null : world.draws().get(boost.draw()));
        }

        /** Where it holds, in words. */
        public String place() {
            return action
                    + (period == null ? "" : ", period " + period)
                    + (state == null ? "" : ", public state " + state)
                    + (draw == null ? "" : ", draw " + draw);
        }
    }

    static Map<String, Double> weights(AffineWorld affine) {
        Map<String, Double> weights = new LinkedHashMap<>();
        affine.world()
                .agents()
                .forEach(agent -> weights.put(agent.name(), affine.weights().get(weights.size())));
        return weights;
    }

    static List<NamedBoost> boosts(AffineWorld affine) {
        return affine.boosts().stream()
                .filter(boost -> boost.amount() != 0)
                .map(boost -> NamedBoost.of(boost, affine.world()))
                .toList();
    }
}
