package org.dynama.solver.discounted;

import java.util.stream.IntStream;
import org.dynama.model.Mdp;
import org.dynama.model.Transitions;
import org.dynama.solver.kernel.Rows;

/**
 * A square matrix over states for each of {@link Rows#WIDTH} profiles, one row of profiles per entry, factored without
 * pivoting: meant for diagonally dominant and for positive definite matrices, which need none, in any order of states.
 *
 * <p>Entries that are zero in every profile, fill-in considered, are neither stored nor visited. Cost of a
 * factorisation: at most {@code S^3 / 3} operations on rows, half of that if symmetric.
 */
final class RowMatrix {
    private final int n;
    /** By state, when it is eliminated; the state that is eliminated at a place. */
    private final int[] place;

    private final int[] at;
    /** By place, shape {@code [S * S]}; null where every profile has zero, before and after factoring. */
    private final double[][] entries;
    /** By place, the later ones of which the column below it, and the row beside it, have an entry. */
    private final int[][] below;

    private final int[][] beside;

    private static final double[] NONE = {};

    /** With room where {@code pattern} is true, and for what factoring adds. */
    private RowMatrix(int n, boolean[] pattern) {
        this.n = n;
        at = EliminationOrder.of(n, pattern);
        place = new int[n];
        for (int k = 0; k < n; k++) {
            place[at[k]] = k;
        }
        boolean[] kept = new boolean[n * n];
        for (int e = 0; e < kept.length; e++) {
            kept[e] = e % (n + 1) == 0 || pattern[at[e / n] * n + at[e % n]];
        }
        below = new int[n][];
        beside = new int[n][];
        for (int k = 0; k < n; k++) {
            int row = k;
            below[k] = IntStream.range(k + 1, n).filter(i -> kept[i * n + row]).toArray();
            beside[k] = IntStream.range(k + 1, n).filter(j -> kept[row * n + j]).toArray();
            for (int i : below[k]) {
                for (int j : beside[k]) {
                    kept[i * n + j] = true;
                }
            }
        }
        entries = new double[n * n][];
        for (int e = 0; e < entries.length; e++) {
            entries[e] = kept[e] ? new double[Rows.WIDTH] : NONE;
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

    /** The entry of two states; empty where every profile has zero. */
    double[] entry(int i, int j) {
        return entries[place[i] * n + place[j]];
    }

    /** The entry of two states, or the one across the diagonal where theirs is eliminated first. */
    double[] lower(int i, int j) {
        return place[i] < place[j] ? entry(j, i) : entry(i, j);
    }

    private double[] placed(int k, int j) {
        return entries[k * n + j];
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
            Rows.reciprocal(placed(k, k));
            for (int i : below[k]) {
                double[] factor = placed(i, k);
                Rows.multiply(factor, factor, placed(k, k));
                for (int j : beside[k]) {
                    Rows.subtractProduct(placed(i, j), factor, placed(k, j));
                }
            }
        }
    }

    /** Solves {@code A x = x} after {@link #factor}. */
    void solve(double[][] x) {
        for (int k = 0; k < n; k++) {
            for (int i : below[k]) {
                Rows.subtractProduct(x[at[i]], placed(i, k), x[at[k]]);
            }
        }
        for (int k = n - 1; k >= 0; k--) {
            for (int j : beside[k]) {
                Rows.subtractProduct(x[at[k]], placed(k, j), x[at[j]]);
            }
            Rows.multiply(x[at[k]], x[at[k]], placed(k, k));
        }
    }

    /** Solves {@code A' x = x} after {@link #factor}. */
    void solveTransposed(double[][] x) {
        for (int k = 0; k < n; k++) {
            Rows.multiply(x[at[k]], x[at[k]], placed(k, k));
            for (int j : beside[k]) {
                Rows.subtractProduct(x[at[j]], placed(k, j), x[at[k]]);
            }
        }
        for (int k = n - 1; k >= 0; k--) {
            for (int i : below[k]) {
                Rows.subtractProduct(x[at[k]], placed(i, k), x[at[i]]);
            }
        }
    }

    /** Factors a symmetric matrix of which {@link #lower} is given: {@code L D L'}, with {@code L'} above. */
    void factorSymmetric() {
        for (int k = 0; k < n; k++) {
            Rows.reciprocal(placed(k, k));
            for (int i : below[k]) {
                Rows.multiply(placed(k, i), placed(i, k), placed(k, k));
                for (int j : below[k]) {
                    if (j > i) {
                        break;
                    }
                    Rows.subtractProduct(placed(i, j), placed(i, k), placed(k, j));
                }
            }
        }
    }

    /** Solves after {@link #factorSymmetric}. */
    void solveSymmetric(double[][] x) {
        for (int k = 0; k < n; k++) {
            for (int i : beside[k]) {
                Rows.subtractProduct(x[at[i]], placed(k, i), x[at[k]]);
            }
        }
        for (int k = n - 1; k >= 0; k--) {
            Rows.multiply(x[at[k]], x[at[k]], placed(k, k));
            for (int i : beside[k]) {
                Rows.subtractProduct(x[at[k]], placed(k, i), x[at[i]]);
            }
        }
    }
}
