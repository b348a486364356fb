package org.dynama.learned.history;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * What a mechanism does in one period, at all nodes N, profiles P of reports and draws O.
 *
 * @param draws shape {@code [N, P, O]}; probabilities of draws
 * @param utility per agent, shape {@code [N, P, R]}; expected value of what she gets at each true type, less payment
 * @param income per agent, shape {@code [N, P]}; her payment less the costs of what she gets
 * @param next per agent, shape {@code [N, P, O, R, R]}; movement of her type; empty in the last period
 * @param distribution per agent, shape {@code [N, R]}; her type at the start of the period, had she been truthful
 * @param last shape {@code [N, n m]}; the allocation of the period before, zero at first
 * @param paid shape {@code [N, n]}; payments of the period before, zero at first
 */
public record Stage(
        NDArray draws,
        List<NDArray> utility,
        List<NDArray> income,
        List<NDArray> next,
        List<NDArray> distribution,
        NDArray last,
        NDArray paid) {}
