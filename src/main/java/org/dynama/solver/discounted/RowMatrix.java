package org.dynama.solver.discounted;

import org.dynama.model.Mdp;
import org.dynama.model.Transitions;
import org.dynama.solver.kernel.Rows;

/**
 * A square matrix over states for each of {@link Rows#WIDTH} profiles, one row of profiles per entry, factored without
 * pivoting: meant for diagonally dominant and for positive definite matrices, which need none.
 *
 * <p>Entries that are zero in every profile, fill-in considered, are neither stored nor visited. Cost of a
 * factorisation: at most {@code S^3 / 3} operations on rows, half of that if symmetric.
 */
final class RowMatrix {
    private final int n;
    /** Shape {@code [S * S]}; null where every profile has zero, before and after factoring. */
    private final double[][] entries;

    private static final double[] NONE = {};

    /** With room where {@code pattern} is true, and for what factoring adds. */
    private RowMatrix(int n, boolean[] pattern) {
        this.n = n;
        entries = new double[n * n][];
        for (int k = 0; k < n; k++) {
            pattern[k * n + k] = true;
            for (int i = k + 1; i < n; i++) {
                for (int j = k + 1; j < n && pattern[i * n + k]; j++) {
                    pattern[i * n + j] |= pattern[k * n + j];
                }
            }
        }
        for (int e = 0; e < entries.length; e++) {
            entries[e] = pattern[e] ? new double[Rows.WIDTH] : NONE;
        }
    }

    /** Room for {@code I - discount * P'}: a column per state, a row per successor. */
    static RowMatrix flow(Mdp mdp) {
        return new RowMatrix(mdp.stateCount(), pattern(mdp, false));
    }

    /** Room for {@code E D E'}, symmetric: states meet that one pair touches. */
    static RowMatrix gram(Mdp mdp) {
        return new RowMatrix(mdp.stateCount(), pattern(mdp, true));
    }

    private static boolean[] pattern(Mdp mdp, boolean gram) {
        int n = mdp.stateCount();
        boolean[] pattern = new boolean[n * n];
        Transitions transitions = mdp.transitions();
        for (int p = 0; p < mdp.pairCount(); p++) {
            int s = mdp.stateOf(p);
            for (int k = transitions.begin(p); k < transitions.end(p); k++) {
                int next = transitions.next(k);
                pattern[next * n + s] = true;
                pattern[s * n + next] |= gram;
                for (int m = transitions.begin(p); m < transitions.end(p) && gram; m++) {
                    pattern[next * n + transitions.next(m)] = true;
                }
            }
        }
        return pattern;
    }

    double[] entry(int i, int j) {
        return entries[i * n + j];
    }

    private boolean present(int i, int j) {
        return entries[i * n + j].length > 0;
    }

    void clear() {
        for (double[] row : entries) {
            if (row.length > 0) {
                Rows.fill(row, 0);
            }
        }
    }

    /** Factors in place: {@code L U}, the diagonal of {@code L} one, that of {@code U} kept as reciprocals. */
    void factor() {
        for (int k = 0; k < n; k++) {
            Rows.reciprocal(entry(k, k));
            for (int i = k + 1; i < n; i++) {
                if (!present(i, k)) {
                    continue;
                }
                double[] factor = entry(i, k);
                Rows.multiply(factor, factor, entry(k, k));
                for (int j = k + 1; j < n; j++) {
                    if (present(k, j)) {
                        Rows.subtractProduct(entry(i, j), factor, entry(k, j));
                    }
                }
            }
        }
    }

    /** Solves {@code A x = x} after {@link #factor}. */
    void solve(double[][] x) {
        for (int k = 0; k < n; k++) {
            for (int i = k + 1; i < n; i++) {
                if (present(i, k)) {
                    Rows.subtractProduct(x[i], entry(i, k), x[k]);
                }
            }
        }
        for (int k = n - 1; k >= 0; k--) {
            for (int j = k + 1; j < n; j++) {
                if (present(k, j)) {
                    Rows.subtractProduct(x[k], entry(k, j), x[j]);
                }
            }
            Rows.multiply(x[k], x[k], entry(k, k));
        }
    }

    /** Solves {@code A' x = x} after {@link #factor}. */
    void solveTransposed(double[][] x) {
        for (int k = 0; k < n; k++) {
            Rows.multiply(x[k], x[k], entry(k, k));
            for (int j = k + 1; j < n; j++) {
                if (present(k, j)) {
                    Rows.subtractProduct(x[j], entry(k, j), x[k]);
                }
            }
        }
        for (int k = n - 1; k >= 0; k--) {
            for (int i = k + 1; i < n; i++) {
                if (present(i, k)) {
                    Rows.subtractProduct(x[k], entry(i, k), x[i]);
                }
            }
        }
    }

    /** Factors a symmetric matrix of which the lower half is given: {@code L D L'}, with {@code L'} above. */
    void factorSymmetric() {
        for (int k = 0; k < n; k++) {
            double[] pivot = entry(k, k);
            Rows.reciprocal(pivot);
            for (int i = k + 1; i < n; i++) {
                if (present(i, k)) {
                    Rows.multiply(entry(k, i), entry(i, k), pivot);
                    for (int j = k + 1; j <= i; j++) {
                        if (present(j, k)) {
                            Rows.subtractProduct(entry(i, j), entry(i, k), entry(k, j));
                        }
                    }
                }
            }
        }
    }

    /** Solves after {@link #factorSymmetric}. */
    void solveSymmetric(double[][] x) {
        for (int k = 0; k < n; k++) {
            for (int i = k + 1; i < n; i++) {
                if (present(k, i)) {
                    Rows.subtractProduct(x[i], entry(k, i), x[k]);
                }
            }
        }
        for (int k = n - 1; k >= 0; k--) {
            Rows.multiply(x[k], x[k], entry(k, k));
            for (int i = k + 1; i < n; i++) {
                if (present(k, i)) {
                    Rows.subtractProduct(x[k], entry(k, i), x[i]);
                }
            }
        }
    }
}
