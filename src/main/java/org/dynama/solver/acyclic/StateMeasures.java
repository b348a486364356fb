package org.dynama.solver.acyclic;

import org.dynama.model.Profiles;
import org.dynama.solver.kernel.RowMeasures;
import org.dynama.solver.kernel.Rows;
import org.jspecify.annotations.Nullable;

/**
 * Measures whose sums are known, and whose rows are made a state at a time when they are asked for. Both are those of groups of
 * {@link AlikePairs}, of which each pair has its part.
 */
abstract class StateMeasures extends RowMeasures {
    final AcyclicSolver sweeps;
    final Softening softening;
    final SoftTable soft;
    final AlikePairs alike;
    /** By group, over all profiles. */
    final double[] sums;
    /** Of one state, by group; made when first asked for. */
    private @Nullable Scratch scratch;

    private int state = -1;

    StateMeasures(Softening softening, Profiles profiles, SoftTable soft, AlikePairs alike) {
        super(softening.solver, profiles);
        this.softening = softening;
        sweeps = softening.solver;
        this.soft = soft.hold();
        this.alike = alike;
        sums = new double[alike.members.length];
    }

    /** Fills the rows of a state's groups, where there are any, and the sums of them. */
    abstract void fill(int s, double[][] into, double[] sums);

    /** A pair's part of the row of its group. */
    abstract double[] part(int pair, double[] row, double[] spare);

    /** A pair's part of the sum of its group. */
    abstract double part(int pair, double sum);

    @Override
    protected double[] row(int pair) {
        int s = solver.mdp.stateOf(pair);
        Scratch made = scratch == null ? new Scratch(solver.actions, sums.length) : scratch;
        scratch = made;
        if (s != state) {
            solver.requireLoaded(profiles);
            fill(s, made.rows, made.sums);
            state = s;
        }
        int g = alike.group[pair];
        double[] row = made.rows[g - alike.first[s]];
        return alike.isShared(g) ? part(pair, row, made.part) : row;
    }

    @Override
    public double[] sum() {
        double[] out = new double[sweeps.mdp.pairCount()];
        for (int p = 0; p < out.length; p++) {
            int g = alike.group[p];
            out[p] = alike.isShared(g) ? part(p, sums[g]) : sums[g];
        }
        return out;
    }

    @Override
    protected void release() {
        softening.giveTable(soft);
    }

    /** Rows by group, and sums by group that nobody reads: those of whole rows round otherwise than those of halves. */
    private static final class Scratch {
        final double[][] rows;
        final double[] sums;
        final double[] part = new double[Rows.WIDTH];

        Scratch(int actions, int groups) {
            rows = new double[actions][Rows.WIDTH];
            sums = new double[groups];
        }
    }
}
