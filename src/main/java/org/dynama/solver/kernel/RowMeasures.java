package org.dynama.solver.kernel;

import java.util.Arrays;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.model.RewardMap;
import org.dynama.solver.Measures;

/** Measures that have a row of profiles per state-action pair, kept or made when asked for. */
public abstract class RowMeasures implements Measures {
    public final Kernel solver;
    public final Profiles profiles;
    public final int count;
    private boolean closed;

    protected RowMeasures(Kernel solver, Profiles profiles) {
        this.solver = solver;
        this.profiles = profiles;
        count = profiles.count();
    }

    /** The row of a pair, good until the next one is asked for; pairs are asked for in their order. */
    protected abstract double[] row(int pair);

    @Override
    public int count() {
        return count;
    }

    @Override
    public double[] inner(AffineWelfare function) {
        solver.requireLoaded(profiles);
        CompiledWelfare compiled = solver.compile(function);
        double[] out = new double[Rows.WIDTH];
        for (int p = 0; p < solver.mdp.pairCount(); p++) {
            double[] row = row(p);
            if (compiled.base[p] != Double.NEGATIVE_INFINITY) {
                compiled.addInner(p, row, solver.types, solver.zero, out);
            }
            if (compiled.loss != null && compiled.loss.bears(p)) {
                Rows.addProduct(out, row, solver.losses(compiled.loss)[p]);
            }
        }
        return Arrays.copyOf(out, count);
    }

    @Override
    public double[][] rewards() {
        solver.requireLoaded(profiles);
        RewardMap rewards = solver.rewards;
        double[][] out = new double[rewards.agents()][Rows.WIDTH];
        for (int p = 0; p < solver.mdp.pairCount(); p++) {
            double[] row = rewards.begin(p) < rewards.end(p) ? row(p) : solver.zero;
            for (int m = rewards.begin(p); m < rewards.end(p); m++) {
                int i = rewards.agent(m);
                int k = rewards.component(m);
                if (k == RewardMap.CONSTANT) {
                    Rows.addScaled(out[i], rewards.coefficient(m), row);
                } else {
                    double[] type = solver.types[i * solver.dimension + k];
                    Rows.addProduct(out[i], row, 0, rewards.coefficient(m), type);
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
        double[] out = new double[solver.mdp.pairCount()];
        for (int p = 0; p < solver.mdp.pairCount(); p++) {
            out[p] = Rows.sum(row(p), count);
        }
        return out;
    }

    @Override
    public double[] toArray() {
        double[] out = new double[solver.mdp.pairCount() * count];
        for (int p = 0; p < solver.mdp.pairCount(); p++) {
            System.arraycopy(row(p), 0, out, p * count, count);
        }
        return out;
    }

    /** Once only: memory given back twice would be lent to two. */
    @Override
    public final void close() {
        if (!closed) {
            closed = true;
            release();
        }
    }

    /** Gives the memory back. */
    protected abstract void release();
}
