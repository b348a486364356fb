package org.dynama.solver.tensor.discounted;

import ai.djl.ndarray.NDArray;

/**
 * The matrix {@code E diag(nu) E'} of a batch of occupancies, factored, rows and columns divided by the root of the
 * state's visits: {@code solver.discounted.OccupancyMetric} says what for.
 */
final class TensorMetric {
    private final Elimination elimination;
    private final NDArray factors;
    private final NDArray scale;

    /**
     * Of {@code nu = visits * policy}, every visit positive.
     *
     * @param policy shape {@code [S, A, B]}
     * @param visits shape {@code [S, B]}
     */
    TensorMetric(TensorFlow flow, Elimination elimination, NDArray policy, NDArray visits) {
        this.elimination = elimination;
        NDArray root = visits.sqrt();
        scale = root.onesLike().divi(root);
        NDArray nu = flow.stage.flat(policy.mul(visits.expandDims(1)));
        factors = elimination.factor(flow.gram(nu).muli(scale.expandDims(0)).muli(scale.expandDims(1)));
    }

    /** {@code x = (E diag(nu) E')^-1 x} in place, shape {@code [S, B]}. */
    void solve(NDArray x) {
        x.muli(scale);
        elimination.solve(factors, x);
        x.muli(scale);
    }
}
