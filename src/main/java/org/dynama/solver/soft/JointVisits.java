package org.dynama.solver.soft;

import org.dynama.model.Profiles;
import org.dynama.refusal.Failure;
import org.dynama.solver.kernel.Rows;

/**
 * The joint-entropy solution of a sparse MDP. Its pullback solves one system in the occupancy's metric, {@code D = diag(nu)}:
 *
 * <pre>
 * (D g - D E' y) / alpha,  E D E' y = E D g
 * </pre>
 */
final class JointVisits extends IteratedMeasures {
    /** To which part of it the right-hand side of a pullback may be missed; the sensitivities are then as near in {@code D}'s norm. */
    private static final double EXACT = 1e-12;

    private final double[][] visits;

    /** Solves for the profiles that the kernel has loaded. */
    JointVisits(SparseRegularized sparse, Profiles profiles, double alpha, double[][] c) {
        super(sparse, profiles, alpha);
        sparse.iterate(c, policy, alpha, count);
        double[] objective = sparse.newton().run(solver.value, c, policy, alpha, count);
        System.arraycopy(objective, 0, values, 0, count);
        visits = stateRows();
        for (int s = 0; s < visits.length; s++) {
            System.arraycopy(sparse.newton().visits()[s], 0, visits[s], 0, Rows.WIDTH);
        }
        spread(visits);
    }

    @Override
    void pullback(double[][] g) {
        JointProducts products = sparse.joint().products;
        double[][] right = stateRows();
        double[] mass = new double[Rows.WIDTH];
        for (int p = 0; p < g.length; p++) {
            Rows.multiply(mass, table[p], g[p]);
            products.addFlow(right, p, mass);
        }
        double[][] y = stateRows();
        boolean[] reached = sparse.joint().metric.solve(y, right, policy, visits, Rows.filled(Rows.WIDTH, EXACT));
        for (int w = 0; w < count; w++) {
            if (!reached[w]) {
                throw new Failure(
                        "the derivative of the joint entropy on " + solver.states
                                + " states has not converged at temperature " + alpha,
                        "Maybe entropy: conditional, or a higher temperature.");
            }
        }
        for (int p = 0; p < g.length; p++) {
            products.subtractPotential(g[p], p, y);
            Rows.multiply(g[p], g[p], table[p]);
            Rows.scale(g[p], 1 / alpha);
        }
    }
}
