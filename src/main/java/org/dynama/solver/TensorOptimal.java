package org.dynama.solver;

import ai.djl.ndarray.NDArray;
import org.dynama.model.Profiles;

/** Optimal occupancies on the device, with their values. */
class TensorOptimal extends TensorMeasures implements Measures.Optimal {
    private final double[] values;

    TensorOptimal(TensorSolver solver, Profiles profiles, NDArray[] tables, double[] values) {
        super(solver, profiles, tables);
        this.values = values;
    }

    @Override
    public double[] values() {
        return values;
    }
}
