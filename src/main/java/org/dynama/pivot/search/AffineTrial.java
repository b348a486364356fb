package org.dynama.pivot.search;

import java.util.ArrayList;
import java.util.List;
import org.dynama.model.Reals;
import org.dynama.pivot.world.AffineWorld;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.Boost;

/**
 * Weights and boosts that were tried, and what agents are then expected to pay.
 *
 * @param weights shape {@code [n]}; positive
 * @param boosts amounts of the boosts that are searched
 * @param revenue expected over the whole run, discounted, without boosts: what agents pay, or the designer's profit where that is
 *     wanted
 */
public record AffineTrial(Reals weights, Reals boosts, double revenue) {
    private static final double ROUNDING = 1e-11;

    /** The world with these weights and boosts; boosts of nothing are left out. */
    AffineWorld of(AllocationWorld world, List<Boost> searched) {
        List<Boost> moved = new ArrayList<>();
        for (int k = 0; k < searched.size(); k++) {
            if (boosts.get(k) != 0) {
                moved.add(searched.get(k).with(boosts.get(k)));
            }
        }
        return AffineWorld.of(world, weights, moved);
    }

    /** Whether it earns more than another, by more than rounding leaves of the same revenue beside a unit of money. */
    boolean isBetterThan(AffineTrial other, double unit) {
        return revenue > other.revenue + ROUNDING * unit;
    }

    /** The better of two; this one where they are equal. */
    AffineTrial or(AffineTrial other, double unit) {
        return other.isBetterThan(this, unit) ? other : this;
    }
}
