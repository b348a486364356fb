package org.dynama.ama.menu.batch;

import org.dynama.model.Profiles;

/** What entries of a menu are worth in the profiles of a block. For one thread at a time. */
abstract class Products {
    static final int WIDTH = ProductRows.WIDTH;

    /** The columns of each profile side by side, shape {@code [WIDTH, n, m]}; of no length where they are not kept. */
    double[] types() {
        return new double[0];
    }

    /** Takes up to {@link Profiles#BLOCK} profiles from a batch; what stands in places behind them is nobody's. */
    abstract void load(Profiles profiles, int from, int to);

    /** Says that rows of an entry, and then of those behind it, are asked for next. */
    void open(EntryTable menu, int k) {}

    /** What an entry is worth to an agent, times her weight, by profile; of use until she is asked for again. */
    abstract double[] weighted(EntryTable menu, int k, int i);

    /** The same bits for one profile. */
    abstract double weighted(EntryTable menu, int k, int i, int w);

    /** What an entry is worth to an agent; money. */
    abstract void worth(double[] out, EntryTable menu, int k, int i);

    /** The same for one profile. */
    abstract double worth(EntryTable menu, int k, int i, int w);

    /** What an entry is worth to all. */
    abstract void welfare(double[] out, EntryTable menu, int k);

    /** The same for one profile. */
    abstract double welfare(EntryTable menu, int k, int w);
}
