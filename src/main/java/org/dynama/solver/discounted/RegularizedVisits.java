package org.dynama.solver.discounted;

import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.solver.Measures;
import org.dynama.solver.kernel.CompiledWelfare;
import org.dynama.solver.kernel.PairMask;
import org.dynama.solver.kernel.Rows;
import org.dynama.solver.kernel.TableMeasures;
import org.dynama.solver.soft.JointNewton;

/** The regularized solution of a discounted MDP with its policy; the entropies differ in their pullbacks. */
abstract class RegularizedVisits extends TableMeasures implements Measures.Regularized {
    final DiscountedSolver kernel;
    final SoftPolicies policies;
    final double alpha;
    final double[][] policy;
    final double[] values;

    RegularizedVisits(DiscountedSolver solver, Profiles profiles, double alpha) {
        super(solver, profiles);
        kernel = solver;
        policies = solver.softPolicies();
        this.alpha = alpha;
        policy = solver.takeTable();
        for (double[] row : policy) {
            Rows.fill(row, 0);
        }
        values = new double[count];
    }

    @Override
    public double[] values() {
        return values;
    }

    @Override
    public Measures pullback(AffineWelfare cotangent) {
        solver.requireLoaded(profiles);
        TableMeasures result = new TableMeasures(solver, profiles);
        CompiledWelfare gain = solver.compile(cotangent);
        kernel.coefficients(result.table, gain, PairMask.of(solver.mdp, gain).pairs());
        for (int p = 0; p < table.length; p++) {
            if (gain.loss != null && gain.loss.bears(p)) {
                Rows.addScaled(result.table[p], 1, solver.losses(gain.loss)[p]);
            }
        }
        pullback(result.table);
        return result;
    }

    /** From {@code g}, rows by pair, to sensitivities in the same rows. */
    abstract void pullback(double[][] g);

    /** Fresh rows by state. */
    double[][] stateRows() {
        return new double[solver.states][Rows.WIDTH];
    }

    @Override
    protected void release() {
        solver.giveTable(policy);
        super.release();
    }

    /**
     * Soft Bellman: two systems with the policy's flow.
     *
     * <pre>
     * G = g + gamma P Vg,  Vg = sum_a pi G,  h = nu (G - Vg) / alpha
     * lambda = h + y pi,  y = gamma P' lambda
     * </pre>
     */
    static final class Conditional extends RegularizedVisits {
        Conditional(DiscountedSolver solver, Profiles profiles, double alpha, double[][] c, ConditionalNewton newton) {
            super(solver, profiles, alpha);
            newton.run(c, policy, alpha, count);
            double[][] visits = stateRows();
            policies.visits(visits);
            policies.occupancies(table, visits, policy);
            solver.addInitialValues(values);
        }

        @Override
        void pullback(double[][] g) {
            policies.factor(policy);
            double[][] mean = stateRows();
            for (int p = 0; p < g.length; p++) {
                Rows.addProduct(mean[solver.mdp.stateOf(p)], policy[p], g[p]);
            }
            policies.accumulateValue(mean);
            for (int p = 0; p < g.length; p++) {
                kernel.continuation(g[p], g[p], p, mean);
                Rows.sensitivity(g[p], 1 / alpha, table[p], g[p], mean[solver.mdp.stateOf(p)]);
            }
            double[][] y = stateRows();
            policies.push(y, 1, g);
            policies.accumulateFlow(y);
            for (int p = 0; p < g.length; p++) {
                Rows.addProduct(g[p], y[solver.mdp.stateOf(p)], policy[p]);
            }
        }
    }

    /** {@code (D g - D E' (E D E')^-1 E D g) / alpha} with {@code D = diag(nu)}: one system in the occupancy's metric. */
    static final class Joint extends RegularizedVisits {
        private final OccupancyMetric metric;

        Joint(DiscountedSolver solver, Profiles profiles, double alpha, double[][] c, JointNewton newton) {
            super(solver, profiles, alpha);
            metric = solver.metric();
            double[] objective = newton.run(solver.value, c, policy, alpha, count);
            System.arraycopy(objective, 0, values, 0, count);
            policies.occupancies(table, newton.visits(), policy);
        }

        @Override
        void pullback(double[][] g) {
            double[][] y = stateRows();
            double[][] visits = stateRows();
            for (int p = 0; p < g.length; p++) {
                Rows.addScaled(visits[solver.mdp.stateOf(p)], 1, table[p]);
            }
            metric.factor(policy, visits);
            metric.addFlow(y, table, g);
            metric.solve(y);
            for (int p = 0; p < g.length; p++) {
                metric.subtractPotential(g[p], p, y);
                Rows.multiply(g[p], g[p], table[p]);
                Rows.scale(g[p], 1 / alpha);
            }
        }
    }
}
