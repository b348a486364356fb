package org.dynama.ama.menu.batch;

import java.util.Arrays;
import org.dynama.model.Profiles;

/** Products of all features with all columns: vector instructions over the profiles of a block. */
final class DenseProducts extends Products {
    private final int width;
    private final int constants;
    private final double[] types;
    /** A row of profiles each; shape {@code [n * m][WIDTH]}. */
    private final double[][] columns;

    private final double[][] own;

    /** @param constants how many columns of ones stand before an agent's components, 0 or 1 */
    DenseProducts(int agents, int width, int constants) {
        this.width = width;
        this.constants = constants;
        types = new double[WIDTH * agents * width];
        columns = new double[agents * width][WIDTH];
        own = new double[agents][WIDTH];
    }

    @Override
    double[] types() {
        return types;
    }

    @Override
    void load(Profiles profiles, int from, int to) {
        for (int x = 0; x < columns.length; x++) {
            int component = x % width - constants;
            Arrays.fill(columns[x], component < 0 ? 1 : 0);
            if (component >= 0) {
                profiles.copyTypes(x / width, component, from, to - from, columns[x], 0);
            }
            for (int w = 0; w < WIDTH; w++) {
                types[w * columns.length + x] = columns[x][w];
            }
        }
    }

    private int at(EntryTable menu, int k, int i) {
        return (k * menu.agents + i) * width;
    }

    @Override
    double[] weighted(EntryTable menu, int k, int i) {
        ProductRows.product(own[i], menu.weighted, at(menu, k, i), columns, i * width, width);
        return own[i];
    }

    @Override
    double weighted(EntryTable menu, int k, int i, int w) {
        return ProductRows.product(menu.weighted, at(menu, k, i), types, at(menu, w, i), width);
    }

    @Override
    void worth(double[] out, EntryTable menu, int k, int i) {
        ProductRows.product(out, menu.shares, at(menu, k, i), columns, i * width, width);
    }

    @Override
    double worth(EntryTable menu, int k, int i, int w) {
        return ProductRows.product(menu.shares, at(menu, k, i), types, at(menu, w, i), width);
    }

    @Override
    void welfare(double[] out, EntryTable menu, int k) {
        ProductRows.product(out, menu.shares, k * columns.length, columns, 0, columns.length);
    }

    @Override
    double welfare(EntryTable menu, int k, int w) {
        return ProductRows.product(menu.shares, k * columns.length, types, w * columns.length, columns.length);
    }
}
