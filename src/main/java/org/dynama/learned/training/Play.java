package org.dynama.learned.training;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * What a mechanism yields against truth and against deviations, per initial type.
 *
 * @param profit scalar; the designer's expected payoff when all are truthful
 * @param truth per agent, shape {@code [Q]}; utility of truth by initial type
 * @param deviations per agent, shape {@code [K, Q]}; utility of each policy by initial type
 * @param distribution per agent, shape {@code [Q]}; probabilities of initial types
 */
public record Play(NDArray profit, List<NDArray> truth, List<NDArray> deviations, List<NDArray> distribution) {
    public Play {
        truth = List.copyOf(truth);
        deviations = List.copyOf(deviations);
        distribution = List.copyOf(distribution);
    }
}
