package org.dynama.solver.tensor.discounted;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Gaussian elimination of a batch of matrices of shape {@code [n, n, B]}, unrolled over the rows and without pivoting:
 * meant for diagonally dominant and for positive definite matrices, which need none. PyTorch's own wants the batch
 * first, and is not in DJL.
 */
final class Elimination {
    private final int n;
    private final NDIndex[] row;
    private final NDIndex[] rowsBelow;
    private final NDIndex[] rowsAbove;
    private final NDIndex[] pivot;
    private final NDIndex[] below;
    private final NDIndex[] above;
    private final NDIndex[] right;
    private final NDIndex[] left;
    private final NDIndex[] rest;

    Elimination(int n) {
        this.n = n;
        row = indices(k -> new NDIndex("{}", k));
        rowsBelow = indices(k -> new NDIndex("{}:", k + 1));
        rowsAbove = indices(k -> new NDIndex("0:{}", k));
        pivot = indices(k -> new NDIndex("{}, {}", k, k));
        below = indices(k -> new NDIndex("{}:, {}", k + 1, k));
        above = indices(k -> new NDIndex("0:{}, {}", k, k));
        right = indices(k -> new NDIndex("{}, {}:", k, k + 1));
        left = indices(k -> new NDIndex("{}, 0:{}", k, k));
        rest = indices(k -> new NDIndex("{}:, {}:", k + 1, k + 1));
    }

    private NDIndex[] indices(IntFunction<NDIndex> index) {
        return IntStream.range(0, n).mapToObj(index).toArray(NDIndex[]::new);
    }

    /**
     * Factors in place.
     *
     * @return the same tensor, {@code L U}, the diagonal of {@code L} one; three launches a row
     */
    NDArray factor(NDArray matrix) {
        for (int k = 0; k < n - 1; k++) {
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                NDArray column = matrix.get(below[k]).divi(matrix.get(pivot[k]));
                NDArray rank1 = column.expandDims(1).mul(matrix.get(right[k]).expandDims(0));
                matrix.get(rest[k]).subi(rank1);
            }
        }
        return matrix;
    }

    /** {@code x = A^-1 x} in place, shape {@code [n, B]}, from the factors of {@code A}. */
    void solve(NDArray factors, NDArray x) {
        for (int k = 0; k < n - 1; k++) {
            subtract(x, rowsBelow[k], factors, below[k], k);
        }
        for (int k = n - 1; k >= 0; k--) {
            divide(factors, x, k);
            if (k > 0) {
                subtract(x, rowsAbove[k], factors, above[k], k);
            }
        }
    }

    /** {@code x = A'^-1 x} in place, shape {@code [n, B]}, from the factors of {@code A}. */
    void solveTransposed(NDArray factors, NDArray x) {
        for (int k = 0; k < n; k++) {
            divide(factors, x, k);
            if (k < n - 1) {
                subtract(x, rowsBelow[k], factors, right[k], k);
            }
        }
        for (int k = n - 1; k > 0; k--) {
            subtract(x, rowsAbove[k], factors, left[k], k);
        }
    }

    private void divide(NDArray factors, NDArray x, int k) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            x.get(row[k]).divi(factors.get(pivot[k]));
        }
    }

    /** {@code x[rows] -= factors[entries] * x[k]}. */
    private void subtract(NDArray x, NDIndex rows, NDArray factors, NDIndex entries, int k) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            x.get(rows).subi(factors.get(entries).mul(x.get(row[k])));
        }
    }
}
