package org.dynama.solver.tensor.discounted;

import static org.dynama.solver.tensor.TensorDevice.keep;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Loss;
import org.dynama.model.Profiles;
import org.dynama.solver.Measures;
import org.dynama.solver.tensor.TensorMeasures;
import org.dynama.solver.tensor.TensorOptimal;
import org.dynama.solver.tensor.TensorWelfare;
import org.dynama.solver.tensor.discounted.TensorSoftPolicies.Temperature;

/**
 * The regularized solution of a batch with its policy; the entropies differ in their pullbacks, whose formulas
 * {@code solver.discounted.RegularizedVisits} gives.
 */
abstract class TensorRegularized extends TensorOptimal implements Measures.Regularized {
    final DiscountedTensorSolver solver;
    final TensorFlow flow;
    final TensorSoftPolicies policies;
    final Temperature temperature;
    final NDArray policy;
    /** Shape {@code [S * A, B]}. */
    final NDArray nu;

    TensorRegularized(
            DiscountedTensorSolver solver,
            Profiles profiles,
            NDArray policy,
            NDArray nu,
            double[] values,
            double alpha) {
        super(solver, profiles, new NDArray[] {nu}, values);
        this.solver = solver;
        this.policy = policy;
        this.nu = nu;
        policies = solver.softPolicies();
        flow = policies.flow;
        temperature = solver.temperature(alpha);
    }

    @Override
    public Measures pullback(AffineWelfare cotangent) {
        NDArray types = solver.types(profiles);
        TensorWelfare gain = solver.upload(cotangent);
        Loss loss = gain.loss;
        NDArray[] losses = loss == null ? new NDArray[0] : solver.losses(loss, profiles);
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray g = gain.table(0, types);
            for (NDArray table : losses) {
                g.addi(table);
            }
            return new TensorMeasures(solver, profiles, new NDArray[] {keep(pullback(g))});
        } finally {
            closeAll(losses);
        }
    }

    /** From {@code g} to sensitivities, both of shape {@code [S * A, B]}; {@code g} may be written to. */
    abstract NDArray pullback(NDArray g);

    @Override
    public void close() {
        policy.close();
        temperature.close();
        super.close();
    }

    /** Soft Bellman: two systems with the policy's flow. */
    static final class Conditional extends TensorRegularized {
        private final NDArray factors;

        Conditional(
                DiscountedTensorSolver solver,
                Profiles profiles,
                TensorConditionalNewton.Solution solution,
                NDArray nu,
                double[] values,
                double alpha) {
            super(solver, profiles, solution.policy(), nu, values, alpha);
            factors = solution.factors();
        }

        @Override
        NDArray pullback(NDArray g) {
            NDArray mean = policy.mul(flow.stage.byState(g)).sum(new int[] {1});
            policies.elimination.solveTransposed(factors, mean);
            NDArray lambda = flow.ahead(mean).addi(g);
            flow.stage.byState(lambda).subi(mean.expandDims(1));
            lambda.muli(nu).muli(temperature.inverse());
            NDArray y = flow.onward(lambda);
            policies.elimination.solve(factors, y);
            return lambda.addi(flow.stage.flat(policy.mul(y.expandDims(1))));
        }

        @Override
        public void close() {
            factors.close();
            super.close();
        }
    }

    /** One system in the occupancy's metric. */
    static final class Joint extends TensorRegularized {
        private final NDArray visits;

        Joint(
                DiscountedTensorSolver solver,
                Profiles profiles,
                TensorJointNewton.Point solution,
                NDArray nu,
                double[] values,
                double alpha) {
            super(solver, profiles, solution.policy(), nu, values, alpha);
            visits = solution.visits();
        }

        @Override
        NDArray pullback(NDArray g) {
            NDArray y = flow.outflow(nu.mul(g));
            new TensorMetric(flow, policies.elimination, policy, visits).solve(y);
            return g.subi(flow.drop(y)).muli(nu).muli(temperature.inverse());
        }

        @Override
        public void close() {
            visits.close();
            super.close();
        }
    }
}
