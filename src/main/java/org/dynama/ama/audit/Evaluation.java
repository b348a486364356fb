package org.dynama.ama.audit;

import org.dynama.ama.mechanism.Settling;
import org.dynama.ama.objective.Estimate;
import org.dynama.ama.objective.Moments;
import org.dynama.exact.Exactness;
import org.dynama.model.Reals;
import org.jspecify.annotations.Nullable;

/**
 * An exact evaluation of a mechanism, next to VCG on the same profiles.
 *
 * @param estimates of the objective
 * @param loss the largest of a truthful agent in any profile: less than nothing if all of them gain
 * @param values shape {@code [B]}; the objective in each profile, as it is reported
 * @param visits shape {@code [P]}; mean visits to each state-action pair
 * @param revenue shape {@code [B]}; the sum of payments in each profile
 * @param vcgRevenue shape {@code [B]}; the same for VCG
 * @param payments shape {@code [n]}; each agent's mean payment
 * @param exactness the largest residuals of all linear programs; null when dynamic programming was the solver
 * @param settling how the profiles were settled, those of VCG included where it is another mechanism
 */
public record Evaluation(
        Estimates estimates,
        WorstAmount loss,
        Reals values,
        Reals visits,
        Reals revenue,
        Reals vcgRevenue,
        Reals payments,
        @Nullable Exactness exactness,
        Settling settling) {

    /**
     * The objective, as it is reported.
     *
     * @param mechanism of the mechanism
     * @param vcg of VCG
     * @param difference mechanism minus VCG, profile by profile
     */
    public record Estimates(Moments mechanism, Moments vcg, Moments difference) {}

    /** The objective of the mechanism. */
    public Estimate objective() {
        return estimates.mechanism().estimate();
    }

    /** The objective of VCG. */
    public Estimate vcg() {
        return estimates.vcg().estimate();
    }

    /** Mechanism minus VCG, profile by profile. */
    public Estimate difference() {
        return estimates.difference().estimate();
    }
}
