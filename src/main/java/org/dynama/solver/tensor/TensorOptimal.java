package org.dynama.solver.tensor;

import ai.djl.ndarray.NDArray;
import org.dynama.model.Profiles;
import org.dynama.solver.Measures;

/** Optimal occupancies on the device, with their values. */
public class TensorOptimal extends TensorMeasures implements Measures.Optimal {
    private final double[] values;

    /** Owns the tables from now on. */
    public TensorOptimal(TensorKernel solver, Profiles profiles, NDArray[] tables, double[] values) {
        super(solver, profiles, tables);
        this.values = values;
    }

    @Override
    public double[] values() {
        return values;
    }

    @Override
    public double[] margins() {
        throw new UnsupportedOperationException("margins");
    }
}
