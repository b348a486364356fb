package org.dynama.ama.mechanism;

import org.dynama.model.Reals;
import org.dynama.refusal.Refusal;
import org.dynama.world.Environment;

/**
 * Parameters of an affine maximizer: a weight per agent and a boost per state-action pair.
 *
 * <p>The mechanism follows the policy that maximizes expected {@code sum_i weights[i] * reward_i + boost}. Weights all
 * one and boosts equal to the designer's reward give VCG.
 *
 * @param weights shape {@code [n]}; dimensionless; each finite and positive
 * @param boosts shape {@code [P]}; affine welfare per visit; each finite
 * @see <a href="https://arxiv.org/abs/2402.08129">Curry et al. (2024), Definition 3.1</a>
 */
public record AmaParameters(Reals weights, Reals boosts) {

    public AmaParameters {
        for (int i = 0; i < weights.size(); i++) {
            if (!(weights.get(i) > 0 && Double.isFinite(weights.get(i)))) {
                throw new Refusal(
                        "weights[" + i + "]",
                        weights.get(i),
                        "must be finite and positive",
                        "Maybe optimize log-weights, or start from AmaParameters.vcg(environment).");
            }
        }
        int fault = boosts.firstNotFinite();
        if (fault >= 0) {
            throw new Refusal(
                    "boosts[" + fault + "]",
                    boosts.get(fault),
                    "must be finite",
                    "Maybe a smaller step, or a higher temperature.");
        }
    }

    /** VCG: weights one, boosts the designer's own reward. */
    public static AmaParameters vcg(Environment environment) {
        return new AmaParameters(Reals.filled(environment.agentCount(), 1), environment.designer());
    }
}
