package org.dynama.solver.kernel;

import java.util.Arrays;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.model.RewardMap;
import org.dynama.solver.Measures;

/** Measures kept as a row of profiles per state-action pair. */
public class TableMeasures implements Measures {
    public final Kernel solver;
    public final Profiles profiles;
    public final int count;
    public final double[][] table;
    private boolean closed;

    /** The table may hold anything; the caller fills the row of every pair. */
    public TableMeasures(Kernel solver, Profiles profiles) {
        this.solver = solver;
        this.profiles = profiles;
        count = profiles.count();
        table = solver.takeTable();
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public double[] inner(AffineWelfare function) {
        solver.requireLoaded(profiles);
        CompiledWelfare compiled = solver.compile(function);
        double[] out = new double[Rows.WIDTH];
        for (int p = 0; p < table.length; p++) {
            if (compiled.base[p] != Double.NEGATIVE_INFINITY) {
                compiled.addInner(p, table[p], solver.types, solver.zero, out);
            }
            if (compiled.loss != null && compiled.loss.bears(p)) {
                Rows.addProduct(out, table[p], solver.losses(compiled.loss)[p]);
            }
        }
        return Arrays.copyOf(out, count);
    }

    @Override
    public double[][] rewards() {
        solver.requireLoaded(profiles);
        RewardMap rewards = solver.rewards;
        double[][] out = new double[rewards.agents()][Rows.WIDTH];
        for (int p = 0; p < table.length; p++) {
            for (int m = rewards.begin(p); m < rewards.end(p); m++) {
                int i = rewards.agent(m);
                int k = rewards.component(m);
                if (k == RewardMap.CONSTANT) {
                    Rows.addScaled(out[i], rewards.coefficient(m), table[p]);
                } else {
                    double[] type = solver.types[i * solver.dimension + k];
                    Rows.addProduct(out[i], table[p], 0, rewards.coefficient(m), type);
                }
            }
        }
        for (int i = 0; i < out.length; i++) {
            out[i] = Arrays.copyOf(out[i], count);
        }
        return out;
    }

    @Override
    public double[] sum() {
        double[] out = new double[table.length];
        for (int p = 0; p < table.length; p++) {
            out[p] = Rows.sum(table[p], count);
        }
        return out;
    }

    @Override
    public double[] toArray() {
        double[] out = new double[table.length * count];
        for (int p = 0; p < table.length; p++) {
            System.arraycopy(table[p], 0, out, p * count, count);
        }
        return out;
    }

    /** Once only: a table given back twice would be lent to two. */
    @Override
    public final void close() {
        if (!closed) {
            closed = true;
            release();
        }
    }

    protected void release() {
        solver.giveTable(table);
    }
}
