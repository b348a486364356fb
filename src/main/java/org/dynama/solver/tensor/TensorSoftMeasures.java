package org.dynama.solver.tensor;

import ai.djl.ndarray.NDArray;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.solver.Measures;
import org.dynama.solver.Regularizer;

/** A regularized solution on the device; it keeps its policy for the pullback. */
final class TensorSoftMeasures extends TensorOptimal implements Measures.Regularized {
    private final TensorSolver solver;
    private final NDArray[] policy;
    private final Regularizer regularizer;

    TensorSoftMeasures(
            TensorSolver solver,
            Profiles profiles,
            NDArray[] policy,
            NDArray[] occupancy,
            Regularizer regularizer,
            double[] values) {
        super(solver, profiles, occupancy, values);
        this.solver = solver;
        this.policy = policy;
        this.regularizer = regularizer;
    }

    @Override
    public Measures pullback(AffineWelfare cotangent) {
        NDArray[] lambda = solver.pullback(cotangent, profiles, regularizer, policy, tables);
        return new TensorMeasures(solver, profiles, lambda);
    }

    @Override
    public void close() {
        closeAll(policy);
        super.close();
    }
}
