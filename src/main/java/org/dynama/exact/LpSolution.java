package org.dynama.exact;

import org.dynama.model.Reals;

/**
 * An optimal occupancy measure of one profile, with its proof. Where several are optimal it is a vertex, any of them.
 *
 * @param value {@code sum_{s,a} nu(s,a) c(s,a)}, from the occupancy; the gain per period for an average-reward horizon
 * @param occupancy shape {@code [P]}; expected (discounted) visits, or their long-run share for an average-reward
 *     horizon; 0 where infeasible or not allowed
 * @param duals shape {@code [S]}; a dual solution {@code V(s)}, which may lie above the value of a state that the optimum
 *     never visits; minus infinity at states with no allowed way on; bias, up to a constant, for an average-reward
 *     horizon
 * @param rewards shape {@code [n]}; what each agent earns, {@code <nu, r_i>}, at the types of the profile
 * @param proof how exact it is
 */
public record LpSolution(double value, Reals occupancy, Reals duals, Reals rewards, Proof proof) {

    /**
     * What the duals prove of a solution.
     *
     * @param residuals in numbers without a unit
     * @param error how far the value may be from the optimum, in its unit; infinite where the program was not solved
     * @param margin how surely no other policy is optimal where this one goes: the least slack of an action that is left out
     *     in a state that is visited, less what rounding may feign; not positive: a tie, or too close to tell
     */
    public record Proof(Residuals residuals, double error, double margin) {
        static final Proof NONE = new Proof(Residuals.UNSOLVED, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    }
}
