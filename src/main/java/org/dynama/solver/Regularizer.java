package org.dynama.solver;

import org.dynama.refusal.Refusal;

/**
 * The entropy that smooths an MDP's solution, so that gradients can flow through it.
 *
 * <p>A regularized solution is for gradients only: mechanisms are evaluated with hard solutions.
 */
public sealed interface Regularizer {

    /** In units of reward; positive. */
    double temperature();

    /**
     * Adds {@code -temperature * sum nu log nu}, the entropy of the unnormalised occupancy measure, to the objective.
     *
     * @see <a href="https://arxiv.org/abs/2402.08129">Curry et al. (2024), Equation 13, where the sign is misprinted</a>
     */
    record JointEntropy(double temperature) implements Regularizer {
        public JointEntropy {
            requirePositive(temperature);
        }
    }

    /** Adds {@code temperature} times the expected sum of the policy's entropies along the run (soft Bellman). */
    record ConditionalEntropy(double temperature) implements Regularizer {
        public ConditionalEntropy {
            requirePositive(temperature);
        }
    }

    private static void requirePositive(double temperature) {
        if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
            throw new Refusal(
                    "temperature",
                    temperature,
                    "must be finite and positive",
                    "Maybe 0.01; a hard solution has no regularizer.");
        }
    }
}
