package org.dynama.ama.audit;

import org.dynama.ama.mechanism.Outcome;
import org.dynama.ama.mechanism.SettledMechanism;
import org.dynama.ama.objective.Estimate;
import org.dynama.exact.Exactness;
import org.dynama.model.Reals;
import org.jspecify.annotations.Nullable;

/**
 * An exact evaluation of a mechanism, next to VCG on the same profiles.
 *
 * @param estimates of the objective
 * @param loss the largest of a truthful agent in any profile: less than nothing if all of them gain
 * @param visits shape {@code [S * A]}; mean visits to each state-action pair
 * @param revenue shape {@code [B]}; the sum of payments in each profile
 * @param vcgRevenue shape {@code [B]}; the same for VCG
 * @param payments shape {@code [n]}; each agent's mean payment
 * @param exactness the largest residuals of all linear programs; null when dynamic programming was the solver
 * @param settling how the profiles were settled
 */
public record Evaluation(
        Estimates estimates,
        WorstAmount loss,
        Reals visits,
        Reals revenue,
        Reals vcgRevenue,
        Reals payments,
        @Nullable Exactness exactness,
        Settling settling) {

    /**
     * How profiles were settled, those of VCG included where it is another mechanism.
     *
     * @param profiles all of them
     * @param exact by exact arithmetic, since rounding could decide a policy or a payment
     * @param open by doubles nevertheless, since the world is too large for exact arithmetic
     * @param error of those, the largest of a payment beside its agent's stakes; infinite where another policy may be optimal
     */
    public record Settling(long profiles, long exact, long open, double error) {
        /** Before the first. */
        public static final Settling NONE = new Settling(0, 0, 0, 0);

        /** With the profiles of one more outcome. */
        public Settling with(SettledMechanism mechanism, Outcome outcome) {
            double[] left = mechanism.open(outcome);
            double worst = error;
            for (double one : left) {
                worst = one <= worst ? worst : one;
            }
            return new Settling(
                    profiles + outcome.count(), exact + outcome.exact().size(), open + left.length, worst);
        }
    }

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
