package org.dynama.ama.menu;

import java.util.Arrays;
import org.dynama.model.Loss;
import org.dynama.model.Profiles;

/**
 * A loss of a world as entries of a menu bear it: its expectation over each one's visits, exact for every profile.
 *
 * @param whole by state-action pair of the world
 */
record MenuLoss(Loss whole, Menu menu, PolicyVisits visits, int pairs) implements Loss {

    @Override
    public String name() {
        return whole.name();
    }

    @Override
    public boolean bears(int k) {
        for (int m = menu.begin(k); m < menu.end(k); m++) {
            if (whole.bears(menu.pair(m))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean isBorneAtTheEnd() {
        return true;
    }

    /** Costs {@code O(S A B)} and an entry's pairs times {@code B} each; holds the world's table for a block of profiles. */
    @Override
    public void fill(double[][] types, double[][] out) {
        int width = types[0].length;
        for (int from = 0; from < width; from += Profiles.BLOCK) {
            int size = Math.min(Profiles.BLOCK, width - from);
            double[][] block = new double[types.length][size];
            for (int row = 0; row < block.length; row++) {
                System.arraycopy(types[row], from, block[row], 0, size);
            }
            double[][] table = new double[pairs][size];
            whole.fill(block, table);
            for (int k = 0; k < out.length; k++) {
                if (bears(k)) {
                    Arrays.fill(out[k], from, from + size, 0);
                    add(table, k, out[k], from);
                }
            }
        }
    }

    private void add(double[][] table, int k, double[] out, int from) {
        for (int m = menu.begin(k); m < menu.end(k); m++) {
            double[] row = table[menu.pair(m)];
            double often = whole.bears(menu.pair(m)) ? visits.visits(m) : 0;
            for (int b = 0; often != 0 && b < row.length; b++) {
                out[from + b] += often * row[b];
            }
        }
    }
}
