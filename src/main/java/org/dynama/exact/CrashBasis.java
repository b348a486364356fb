package org.dynama.exact;

import java.util.Arrays;

/**
 * A basis to start from: what a few sweeps of estimated duals find best, where no start is given.
 *
 * <p>It need not be good: the program replaces what is wrong.
 */
final class CrashBasis {
    private static final int MOST_SWEEPS = 400;
    /** Sweeps without a change of the basis after which it is taken. */
    private static final int ENOUGH = 6;

    private final FlowColumns columns;
    private final int[] states;
    private final boolean average;

    CrashBasis(FlowColumns columns, int[] states, boolean average) {
        this.columns = columns;
        this.states = states;
        this.average = average;
    }

    /**
     * Chooses a column for every state.
     *
     * @param c shape {@code [P]}
     * @param v shape {@code [S]}; receives the estimates
     * @param choice shape {@code [S]}; columns to start from where they are not negative; if there are any, the others are the
     *     first of their states, for the program to replace
     */
    void choose(double[] c, double[] v, int[] choice) {
        boolean given = false;
        for (int s : states) {
            given |= choice[s] >= 0;
            v[s] = 0;
        }
        for (int s : states) {
            choice[s] = given && choice[s] < 0 ? columns.first[s] : choice[s];
        }
        int same = given ? ENOUGH : 0;
        for (int sweep = 0; sweep < MOST_SWEEPS && same < ENOUGH; sweep++) {
            same = sweep(c, v, choice) ? 0 : same + 1;
        }
    }

    /** Whether the basis has changed. */
    private boolean sweep(double[] c, double[] v, int[] choice) {
        boolean changed = false;
        double shift = average ? v[states[0]] : 0;
        for (int s : states) {
            int best = columns.best(s, c, v);
            changed |= best != choice[s];
            choice[s] = best;
            double worth = columns.worth(best, c, v);
            // Half a step, so that a chain with a period settles too; only differences count.
            v[s] = average ? (v[s] + worth) / 2 : worth;
        }
        for (int s : states) {
            v[s] -= shift;
        }
        return changed;
    }

    /** The columns that a start names, -1 where it names none that is allowed. */
    void read(int[] start, int[] choice) {
        Arrays.fill(choice, -1);
        for (int s : states) {
            int at = Arrays.binarySearch(columns.pair, columns.first[s], columns.first[s + 1], start[s]);
            choice[s] = Math.max(at, -1);
        }
    }
}
