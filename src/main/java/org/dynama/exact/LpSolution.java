package org.dynama.exact;

import org.dynama.model.Reals;

/**
 * An optimal occupancy measure of one profile, with its proof. Where several are optimal it is a vertex, any of them.
 *
 * @param value {@code sum_{s,a} nu(s,a) c(s,a)}, from the occupancy; the gain per period for an average-reward horizon
 * @param occupancy shape {@code [S * A]}; expected (discounted) visits, or their long-run share for an average-reward
 *     horizon; 0 where infeasible or not allowed
 * @param duals shape {@code [S]}; a dual solution {@code V(s)}, which may lie above the value of a state that the optimum
 *     never visits; minus infinity at states with no allowed way on; bias, up to a constant, for an average-reward
 *     horizon
 * @param rewards shape {@code [n]}; what each agent earns, {@code <nu, r_i>}, at the types of the profile
 * @param residuals how exact it is
 */
public record LpSolution(double value, Reals occupancy, Reals duals, Reals rewards, Residuals residuals) {}
