package org.dynama.solver.average;

import java.util.BitSet;
import org.dynama.model.Transitions;
import org.dynama.solver.kernel.Rows;

/** Policies to begin with: some sweeps of damped value iteration over a whole batch of profiles. */
final class DampedSweeps {
    private static final int SWEEPS = 32;

    private final AverageSolver solver;
    private final Transitions transitions;
    private final int states;
    private final double[] best = new double[Rows.WIDTH];
    private final double[] scratch = new double[Rows.WIDTH];

    DampedSweeps(AverageSolver solver) {
        this.solver = solver;
        transitions = solver.mdp.transitions();
        states = solver.states;
    }

    /** Half of each step stays, so that periodic policies do not swing; the first live state's value is taken off. */
    void run(double[][] c, BitSet pairs) {
        double[][] value = solver.value;
        for (double[] row : value) {
            Rows.fill(row, 0);
        }
        int reference = transitions.stateOf(pairs.nextSetBit(0));
        for (int k = 0; k < SWEEPS; k++) {
            for (int s = 0; s < states; s++) {
                if (maximum(c, pairs, s)) {
                    Rows.scale(value[s], 0.5);
                    Rows.addScaled(value[s], 0.5, best);
                }
            }
            System.arraycopy(value[reference], 0, scratch, 0, Rows.WIDTH);
            for (int s = 0; s < states; s++) {
                Rows.addScaled(value[s], -1, scratch);
            }
        }
    }

    private boolean maximum(double[][] c, BitSet pairs, int s) {
        Rows.fill(best, Double.NEGATIVE_INFINITY);
        boolean any = false;
        for (int p = pairs.nextSetBit(transitions.firstPair(s));
                p >= 0 && p < transitions.endPair(s);
                p = pairs.nextSetBit(p + 1)) {
            System.arraycopy(c[p], 0, scratch, 0, Rows.WIDTH);
            for (int k = transitions.begin(p); k < transitions.end(p); k++) {
                Rows.addScaled(scratch, transitions.probability(k), solver.value[transitions.next(k)]);
            }
            Rows.max(best, scratch);
            any = true;
        }
        return any;
    }

    /** The lowest pair of the best by the value rows; -1 where none may be used. */
    int greedy(double[][] c, BitSet pairs, int s, int w) {
        int taken = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int p = pairs.nextSetBit(transitions.firstPair(s));
                p >= 0 && p < transitions.endPair(s);
                p = pairs.nextSetBit(p + 1)) {
            double q = c[p][w];
            for (int k = transitions.begin(p); k < transitions.end(p); k++) {
                q += transitions.probability(k) * solver.value[transitions.next(k)][w];
            }
            if (taken < 0 || q > most + 1e-12 * Math.abs(q)) {
                most = q;
                taken = p;
            }
        }
        return taken;
    }
}
