package org.dynama.ama.audit;

import java.util.Arrays;
import org.dynama.ama.mechanism.Settling;
import org.dynama.ama.objective.Moments;
import org.dynama.exact.Exactness;
import org.dynama.model.BlockSums;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.jspecify.annotations.Nullable;

/**
 * What is reported of an evaluation, without its numbers by profile; those of consecutive parts are put together in order.
 *
 * @param estimates of the objective
 * @param blocks of the objective, as it is reported
 * @param revenue sums of payments
 * @param loss the largest of a truthful agent in any profile
 * @param means over the profiles
 * @param exactness the largest residuals of all linear programs; null when dynamic programming was the solver
 * @param settling how the profiles were settled
 * @param spread of revenue
 */
public record EvaluationSums(
        Evaluation.Estimates estimates,
        BlockSums blocks,
        Revenue revenue,
        WorstAmount loss,
        Means means,
        @Nullable Exactness exactness,
        Settling settling,
        RevenueSpread spread) {

    /** Sums of payments, of the mechanism and of VCG. */
    public record Revenue(Moments mechanism, Moments vcg) {}

    /**
     * Means over profiles.
     *
     * @param visits shape {@code [P]}; to each state-action pair
     * @param payments shape {@code [n]}; of each agent
     * @param types shape {@code [n, d]}, flattened; of each agent
     */
    public record Means(Reals visits, Reals payments, Reals types) {
        private Means and(Means next, double share) {
            return new Means(
                    mean(visits, next.visits, share),
                    mean(payments, next.payments, share),
                    mean(types, next.types, share));
        }

        private static Reals mean(Reals before, Reals next, double share) {
            double[] mean = before.toArray();
            Arrays.setAll(mean, k -> mean[k] + (next.get(k) - mean[k]) * share);
            return Reals.of(mean);
        }
    }

    /** Of an evaluation on profiles. */
    public static EvaluationSums of(Evaluation evaluation, Profiles profiles) {
        double[] types = new double[profiles.agents() * profiles.dimension()];
        for (int k = 0; k < types.length; k++) {
            for (int b = 0; b < profiles.count(); b++) {
                types[k] += profiles.type(k / profiles.dimension(), k % profiles.dimension(), b) / profiles.count();
            }
        }
        return new EvaluationSums(
                evaluation.estimates(),
                BlockSums.of(evaluation.values().toArray()),
                new Revenue(
                        Moments.of(evaluation.revenue().toArray()),
                        Moments.of(evaluation.vcgRevenue().toArray())),
                evaluation.loss(),
                new Means(evaluation.visits(), evaluation.payments(), Reals.of(types)),
                evaluation.exactness(),
                evaluation.settling(),
                RevenueSpread.of(evaluation.revenue(), evaluation.vcgRevenue()));
    }

    /** How many profiles. */
    public long count() {
        return revenue.mechanism.count();
    }

    /**
     * With those after them.
     *
     * @param stakes of each agent, as {@link org.dynama.world.Stakes} says
     */
    public EvaluationSums and(EvaluationSums next, Reals stakes) {
        Evaluation.Estimates others = next.estimates;
        return new EvaluationSums(
                new Evaluation.Estimates(
                        estimates.mechanism().and(others.mechanism()),
                        estimates.vcg().and(others.vcg()),
                        estimates.difference().and(others.difference())),
                blocks.and(next.blocks),
                new Revenue(revenue.mechanism.and(next.revenue.mechanism), revenue.vcg.and(next.revenue.vcg)),
                loss.or(next.loss, stakes),
                means.and(next.means, (double) next.count() / (count() + next.count())),
                exactness == null || next.exactness == null ? null : exactness.and(next.exactness),
                settling.and(next.settling),
                spread.and(next.spread));
    }
}
