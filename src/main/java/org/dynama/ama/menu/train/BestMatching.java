package org.dynama.ama.menu.train;

import java.util.Arrays;

/**
 * The assignment of at most one good to an agent, and of each good once, that gains most: augmenting paths by shortest ways
 * (Hungarian method with potentials), {@code O(n (n + m)^2)}.
 */
final class BestMatching {
    private BestMatching() {}

    /**
     * The good of each agent, -1 for none; nobody gets what gains nothing.
     *
     * @param gain shape {@code [n][m]}; finite
     */
    static int[] of(double[][] gain) {
        int n = gain.length;
        int m = gain[0].length;
        // Agent i may take the column m + i, at no gain.
        int columns = m + n;
        double[] rowPrice = new double[n + 1];
        double[] columnPrice = new double[columns + 1];
        int[] holder = new int[columns + 1];
        for (int i = 1; i <= n; i++) {
            int[] way = new int[columns + 1];
            double[] slack = new double[columns + 1];
            boolean[] used = new boolean[columns + 1];
            Arrays.fill(slack, Double.POSITIVE_INFINITY);
            holder[0] = i;
            int at = 0;
            while (holder[at] != 0) {
                used[at] = true;
                int row = holder[at];
                int next = 0;
                double least = Double.POSITIVE_INFINITY;
                for (int j = 1; j <= columns; j++) {
                    if (!used[j]) {
                        double cost = -value(gain, row - 1, j - 1) - rowPrice[row] - columnPrice[j];
                        if (cost < slack[j]) {
                            slack[j] = cost;
                            way[j] = at;
                        }
                        if (slack[j] < least) {
                            least = slack[j];
                            next = j;
                        }
                    }
                }
                for (int j = 0; j <= columns; j++) {
                    if (used[j]) {
                        rowPrice[holder[j]] += least;
                        columnPrice[j] -= least;
                    } else {
                        slack[j] -= least;
                    }
                }
                at = next;
            }
            while (at != 0) {
                holder[at] = holder[way[at]];
                at = way[at];
            }
        }
        int[] good = new int[n];
        Arrays.fill(good, -1);
        for (int j = 1; j <= m; j++) {
            if (holder[j] > 0 && gain[holder[j] - 1][j - 1] > 0) {
                good[holder[j] - 1] = j - 1;
            }
        }
        return good;
    }

    private static double value(double[][] gain, int i, int j) {
        int m = gain[i].length;
        return j < m ? gain[i][j] : 0;
    }
}
