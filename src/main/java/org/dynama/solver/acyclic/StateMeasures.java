package org.dynama.solver.acyclic;

import org.dynama.model.Profiles;
import org.dynama.solver.kernel.RowMeasures;
import org.dynama.solver.kernel.Rows;
import org.jspecify.annotations.Nullable;

/** Measures whose sums are known, and whose rows are made a state at a time when they are asked for. */
abstract class StateMeasures extends RowMeasures {
    final AcyclicSolver sweeps;
    final Softening softening;
    final SoftTable soft;
    /** By pair, over all profiles. */
    final double[] sums;
    /** Of one state, by action; made when first asked for. */
    private @Nullable Scratch scratch;

    private int state = -1;

    StateMeasures(Softening softening, Profiles profiles, SoftTable soft) {
        super(softening.solver, profiles);
        this.softening = softening;
        sweeps = softening.solver;
        this.soft = soft.hold();
        sums = new double[sweeps.mdp.pairCount()];
    }

    /** Fills the rows of a state's pairs, where there are any, and the sums of them. */
    abstract void fill(int s, double[][] into, double[] sums);

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
        return made.rows[pair - solver.mdp.firstPair(s)];
    }

    @Override
    public double[] sum() {
        return sums.clone();
    }

    @Override
    protected void release() {
        softening.giveTable(soft);
    }

    /** Rows by action, and sums by pair that nobody reads: those of whole rows round otherwise than those of halves. */
    private static final class Scratch {
        final double[][] rows;
        final double[] sums;

        Scratch(int actions, int pairs) {
            rows = new double[actions][Rows.WIDTH];
            sums = new double[pairs];
        }
    }
}
