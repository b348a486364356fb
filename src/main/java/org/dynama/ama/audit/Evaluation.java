package org.dynama.ama.audit;

import org.dynama.ama.objective.Estimate;
import org.dynama.exact.Exactness;
import org.dynama.model.Reals;
import org.jspecify.annotations.Nullable;

/**
 * An exact evaluation of a mechanism, next to VCG on the same profiles.
 *
 * @param estimates of the objective
 * @param smallestUtility of any agent in any profile, at truthful reports
 * @param visits shape {@code [S * A]}; mean visits to each state-action pair
 * @param revenue shape {@code [B]}; the sum of payments in each profile
 * @param vcgRevenue shape {@code [B]}; the same for VCG
 * @param payments shape {@code [n]}; each agent's mean payment
 * @param exactness the largest residuals of all linear programs; null when dynamic programming was the solver
 */
public record Evaluation(
        Estimates estimates,
        double smallestUtility,
        Reals visits,
        Reals revenue,
        Reals vcgRevenue,
        Reals payments,
        @Nullable Exactness exactness) {

    /**
     * The objective, as it is reported.
     *
     * @param mechanism of the mechanism
     * @param vcg of VCG
     * @param difference mechanism minus VCG, profile by profile
     */
    public record Estimates(Estimate mechanism, Estimate vcg, Estimate difference) {}

    /** The objective of the mechanism. */
    public Estimate objective() {
        return estimates.mechanism();
    }

    /** The objective of VCG. */
    public Estimate vcg() {
        return estimates.vcg();
    }

    /** Mechanism minus VCG, profile by profile. */
    public Estimate difference() {
        return estimates.difference();
    }
}
