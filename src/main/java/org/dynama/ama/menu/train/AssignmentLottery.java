package org.dynama.ama.menu.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dynama.refusal.Refusal;
import org.dynama.solver.Assignment;

/**
 * Assignments of at most one good to an agent, with probabilities, whose mean is an entry's shares: the shares are made doubly
 * stochastic with agents and goods that stay alone, and taken apart into permutations (Birkhoff's theorem).
 *
 * @param good of each agent, -1 for none; shape {@code [n]}
 * @param probability positive
 */
record AssignmentLottery(List<Integer> good, double probability) {
    private static final double NOTHING_LEFT = 1e-14;
    private static final double ROUNDING = 1e-9;

    /**
     * Takes shares apart.
     *
     * @param shares shape {@code [n][m]}, rows and columns sum to at most one
     * @throws Refusal if an agent gets more than one good
     */
    static List<AssignmentLottery> of(double[][] shares) {
        int n = shares.length;
        int m = shares[0].length;
        for (int i = 0; i < n; i++) {
            double given = Arrays.stream(shares[i]).sum();
            if (!(given <= 1 + ROUNDING)) {
                throw new Refusal(
                        "shares of agent " + (i + 1), given, "together must be at most 1: she needs one good", "");
            }
        }
        double[][] left = squared(shares);
        List<AssignmentLottery> parts = new ArrayList<>();
        while (true) {
            int[] place = Assignment.best(support(left));
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < place.length; i++) {
                least = place[i] < 0 ? 0 : Math.min(least, left[i][place[i]]);
                if (least == 0) {
                    return parts;
                }
            }
            int[] good = new int[n];
            for (int i = 0; i < place.length; i++) {
                left[i][place[i]] -= least;
                if (i < n) {
                    good[i] = place[i] < m ? place[i] : -1;
                }
            }
            parts.add(new AssignmentLottery(Arrays.stream(good).boxed().toList(), least));
        }
    }

    /** What may be used gains one, so that as many as can be are used. */
    private static double[][] support(double[][] left) {
        return Arrays.stream(left)
                .map(row -> Arrays.stream(row)
                        .map(share -> share > NOTHING_LEFT ? 1 + share : 0)
                        .toArray())
                .toArray(double[][]::new);
    }

    /** Rows: agents, then goods that stay; columns: goods, then agents who get nothing. */
    private static double[][] squared(double[][] shares) {
        int n = shares.length;
        int m = shares[0].length;
        double[][] square = new double[n + m][m + n];
        for (int i = 0; i < n; i++) {
            square[i][m + i] = 1;
            for (int j = 0; j < m; j++) {
                square[i][j] = shares[i][j];
                square[n + j][m + i] = shares[i][j];
                square[i][m + i] -= shares[i][j];
            }
        }
        for (int j = 0; j < m; j++) {
            square[n + j][j] = 1;
            for (int i = 0; i < n; i++) {
                square[n + j][j] -= shares[i][j];
            }
        }
        return square;
    }
}
