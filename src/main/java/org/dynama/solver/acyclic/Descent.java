package org.dynama.solver.acyclic;

import java.util.Arrays;
import org.dynama.model.Mdp;
import org.dynama.model.Transitions;
import org.dynama.solver.kernel.Kernel;
import org.dynama.solver.kernel.Rows;
import org.jspecify.annotations.Nullable;

/**
 * How what a pair carries comes down to its successors: straight into the row of a state that has no other way in, else by
 * a row of its own that is added to theirs.
 */
final class Descent {
    private final Kernel solver;
    private final Mdp mdp;
    private final Transitions transitions;
    /** By state, whether exactly one pair leads there, and does so for certain. */
    private final boolean[] sole;
    /** By group, for the state at hand. */
    private final double[] @Nullable [] into;
    /** By group of a state, made when needed. */
    private final double[] @Nullable [] spare;

    Descent(Kernel solver) {
        this.solver = solver;
        mdp = solver.mdp;
        transitions = mdp.transitions();
        int[] entries = new int[solver.states];
        for (int k = 0; k < transitions.entries(); k++) {
            entries[transitions.next(k)]++;
        }
        sole = new boolean[solver.states];
        for (int p = 0; p < mdp.pairCount(); p++) {
            int s = solver.successor(p);
            if (s >= 0 && s < solver.states) {
                sole[s] =
                        entries[s] == 1 && solver.initial[s] == 0 && transitions.probability(transitions.begin(p)) == 1;
            }
        }
        into = new double[solver.actions][];
        spare = new double[solver.actions][];
    }

    /** Fills the rows of states that a run begins in or that have several ways in, in the lanes of profiles; else zero. */
    void start(double[][] rows, double share, int count) {
        for (int s = 0; s < solver.states; s++) {
            if (!sole[s]) {
                Rows.fill(rows[s], 0);
                Arrays.fill(rows[s], 0, count, share * solver.initial[s]);
            }
        }
    }

    /** Where the rows of a state's groups of pairs belong, in their order; null for those that end the run. */
    double[] @Nullable [] into(AlikePairs alike, int s, double[][] rows) {
        int first = alike.first[s];
        for (int g = first; g < alike.first[s + 1]; g++) {
            int next = solver.successor(alike.leader(g));
            if (next == solver.states) {
                into[g - first] = null;
            } else if (next >= 0 && sole[next]) {
                into[g - first] = rows[next];
            } else {
                into[g - first] = spare(g - first);
            }
        }
        return into;
    }

    private double[] spare(int a) {
        double[] row = spare[a];
        if (row == null) {
            row = new double[Rows.WIDTH];
            spare[a] = row;
        }
        return row;
    }

    /** Adds what has not come to its place yet to the rows of the state's successors. */
    void push(AlikePairs alike, int s, double[][] rows) {
        int first = alike.first[s];
        for (int g = first; g < alike.first[s + 1]; g++) {
            int p = alike.leader(g);
            double[] mass = into[g - first];
            for (int k = transitions.begin(p); k < transitions.end(p) && mass != null; k++) {
                if (mass != rows[transitions.next(k)]) {
                    Rows.addScaled(rows[transitions.next(k)], transitions.probability(k), mass);
                }
            }
        }
    }
}
