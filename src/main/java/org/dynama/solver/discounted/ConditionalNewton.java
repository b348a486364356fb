package org.dynama.solver.discounted;

import org.dynama.refusal.Failure;
import org.dynama.solver.kernel.Rows;

/**
 * The conditional-entropy solution of a discounted MDP: the soft Bellman equation {@code V = Z(V)} by Newton's method,
 * which is soft policy iteration. {@code Z} is convex and increasing, so from the first step on the values rise to the
 * solution, quadratically at the end.
 */
final class ConditionalNewton {
    /** An error, in temperatures, after which one last step leaves only rounding. */
    private static final double NEAR = 1e-7;

    private static final int MOST_STEPS = 500;

    private final DiscountedSolver solver;
    private final double[][] soft;
    private final double[] error = new double[Rows.WIDTH];
    private final double[] length = new double[Rows.WIDTH];

    ConditionalNewton(DiscountedSolver solver) {
        this.solver = solver;
        soft = new double[solver.states][Rows.WIDTH];
    }

    /**
     * Moves the solver's value rows to the solution; fills the policy and leaves it factored.
     *
     * @param count lanes in use
     */
    void run(double[][] c, double[][] policy, double alpha, int count) {
        SoftPolicies policies = solver.softPolicies();
        double[][] value = solver.value;
        Rows.fill(length, 1);
        int open = count;
        for (int step = 0; ; step++) {
            policies.soften(policy, soft, c, value, alpha);
            policies.factor(policy);
            if (open == 0) {
                return;
            }
            if (step == MOST_STEPS) {
                throw new Failure(
                        "soft policy iteration has taken " + MOST_STEPS + " steps at temperature " + alpha
                                + " and must be done",
                        "Maybe a higher temperature.");
            }
            Rows.fill(error, 0);
            for (int s = 0; s < solver.states; s++) {
                Rows.addScaled(soft[s], -1, value[s]);
                Rows.maxAbsolute(error, soft[s]);
            }
            policies.accumulateValue(soft);
            for (int s = 0; s < solver.states; s++) {
                Rows.addProduct(value[s], length, soft[s]);
            }
            open = 0;
            for (int w = 0; w < count; w++) {
                // Rounding of values of many steps may be more than a small temperature's error.
                boolean near = error[w] <= NEAR * alpha || error[w] <= 1e-14 * Math.abs(value[0][w]);
                length[w] = near ? 0 : length[w];
                open += length[w] > 0 ? 1 : 0;
            }
        }
    }
}
