package org.dynama.ama.menu.batch;

import java.util.Arrays;
import org.dynama.model.Profiles;

/** Products of the numbers of a type that are not zero with the columns of features that they touch. */
final class SparseProducts extends Products {
    /** Entries whose rows are found together: many, or columns are begun too often; few, or rows leave the nearest cache. */
    private static final int TOGETHER = 64;

    private final EntryColumns features;
    private final int agents;
    /** By place {@code i * WIDTH + w}, the first term of a type; the next place's is one past its last. */
    private final int[] begin;

    private int[] column = new int[0];
    private double[] type = new double[0];
    /** By term, where its column goes on behind the entries that are open. */
    private int[] next = new int[0];
    /** Shape {@code [n][TOGETHER][WIDTH]}. */
    private final double[][][] own;

    private final double[] row = new double[WIDTH];
    /** Shape {@code [n][WIDTH]}. */
    private final double[][] times;

    private int first;
    private int end;

    SparseProducts(EntryColumns features) {
        this.features = features;
        agents = features.agents();
        begin = new int[agents * WIDTH + 1];
        times = new double[agents][WIDTH];
        own = new double[agents][TOGETHER][WIDTH];
    }

    @Override
    void load(Profiles profiles, int from, int to) {
        int size = 0;
        int count = to - from;
        double[][] types = new double[profiles.dimension() + 1][];
        for (int i = 0; i < agents; i++) {
            for (int x = 0; x < types.length; x++) {
                types[x] = new double[count];
                if (x > 0) {
                    profiles.copyTypes(i, x - 1, from, count, types[x], 0);
                } else {
                    Arrays.fill(types[x], 1);
                }
            }
            for (int w = 0; w < WIDTH; w++) {
                begin[i * WIDTH + w] = size;
                for (int x = 0; w < count && x < types.length; x++) {
                    if (types[x][w] != 0 && features.isTouched(i, x)) {
                        size = add(size, features.column(i, x), types[x][w]);
                    }
                }
            }
        }
        begin[agents * WIDTH] = size;
        end = -1;
    }

    private int add(int size, int touched, double value) {
        if (size == column.length) {
            int more = Math.max(1 << 10, 2 * size);
            column = Arrays.copyOf(column, more);
            type = Arrays.copyOf(type, more);
            next = Arrays.copyOf(next, more);
        }
        column[size] = touched;
        type[size] = value;
        return size + 1;
    }

    /** One pass over what columns hold of the entries; a column is searched only where entries are not opened in order. */
    @Override
    void open(EntryTable menu, int k) {
        if (k >= first && k < end) {
            return;
        }
        int from = k / TOGETHER * TOGETHER;
        int to = Math.min(menu.entries, from + TOGETHER);
        for (int i = 0; i < agents; i++) {
            for (int row = 0; row < to - from; row++) {
                Arrays.fill(own[i][row], 0);
            }
            for (int w = 0; w < WIDTH; w++) {
                for (int m = begin[i * WIDTH + w]; m < begin[i * WIDTH + w + 1]; m++) {
                    int at = end == from ? next[m] : features.find(column[m], from);
                    next[m] = features.addTo(own[i], w, column[m], at, from, to, type[m]);
                }
            }
        }
        first = from;
        end = to;
    }

    @Override
    double[] weighted(EntryTable menu, int k, int i) {
        double weight = menu.weights[i];
        double[] hers = own[i][k - first];
        if (weight == 1) {
            return hers;
        }
        for (int w = 0; w < WIDTH; w++) {
            times[i][w] = weight * hers[w];
        }
        return times[i];
    }

    @Override
    double weighted(EntryTable menu, int k, int i, int w) {
        return menu.weights[i] * worth(menu, k, i, w);
    }

    @Override
    void worth(double[] out, EntryTable menu, int k, int i) {
        open(menu, k);
        System.arraycopy(own[i][k - first], 0, out, 0, WIDTH);
    }

    @Override
    double worth(EntryTable menu, int k, int i, int w) {
        double sum = 0;
        for (int m = begin[i * WIDTH + w]; m < begin[i * WIDTH + w + 1]; m++) {
            sum += type[m] * features.coefficient(column[m], k);
        }
        return sum;
    }

    @Override
    void welfare(double[] out, EntryTable menu, int k) {
        Arrays.fill(out, 0);
        for (int i = 0; i < agents; i++) {
            worth(row, menu, k, i);
            ProductRows.add(out, row);
        }
    }

    @Override
    double welfare(EntryTable menu, int k, int w) {
        double sum = 0;
        for (int i = 0; i < agents; i++) {
            sum += worth(menu, k, i, w);
        }
        return sum;
    }
}
