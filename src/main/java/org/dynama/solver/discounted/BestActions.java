package org.dynama.solver.discounted;

import java.util.Arrays;
import org.dynama.model.Transitions;
import org.dynama.solver.kernel.Rows;

/** The best of a state's actions in a row of profiles: what it is worth by the solver's value rows, and which it is. */
final class BestActions {
    private final DiscountedSolver solver;
    private final Transitions transitions;
    private final double[] best = new double[Rows.WIDTH];
    private final double[] worth = new double[Rows.WIDTH];
    private final int[] taken = new int[Rows.WIDTH];
    private boolean[] allowed = {};
    /** By state, whether two or more actions are allowed, all that there are, and chance moves after none. */
    private final boolean[] plain;

    BestActions(DiscountedSolver solver) {
        this.solver = solver;
        transitions = solver.mdp.transitions();
        plain = new boolean[solver.states];
    }

    /** Sets which pairs count from now on. */
    void allow(boolean[] pairs) {
        allowed = pairs;
        for (int s = 0; s < solver.states; s++) {
            plain[s] = transitions.endPair(s) - transitions.firstPair(s) > 1;
            for (int p = transitions.firstPair(s); p < transitions.endPair(s); p++) {
                plain[s] &= allowed[p] && solver.successor(p) >= 0;
            }
        }
    }

    /** What the state's best continuation is worth, a row that the next call overwrites; zeros where nothing is allowed. */
    double[] maximum(double[][] c, int s) {
        int from = transitions.firstPair(s);
        int end = transitions.endPair(s);
        if (plain[s]) {
            ofAll(c, from, end);
            return best;
        }
        Rows.fill(best, Double.NEGATIVE_INFINITY);
        boolean any = false;
        for (int p = from; p < end; p++) {
            if (allowed[p]) {
                solver.maximize(best, c[p], p);
                any = true;
            }
        }
        if (!any) {
            Rows.fill(best, 0);
        }
        return best;
    }

    private void ofAll(double[][] c, int from, int end) {
        double g = solver.discount;
        int p = from + 2 + (end - from) % 2;
        if (p == from + 2) {
            BestRows.set(best, g, c[from], next(from), c[from + 1], next(from + 1));
        } else {
            BestRows.set(best, g, c[from], next(from), c[from + 1], next(from + 1), c[from + 2], next(from + 2));
        }
        for (; p < end; p += 2) {
            BestRows.raise(best, g, c[p], next(p), c[p + 1], next(p + 1));
        }
    }

    private double[] next(int p) {
        return solver.value[solver.successor(p)];
    }

    /** By lane, the lowest pair within {@code slack} of the best, -1 where none is allowed; the next call overwrites it. */
    int[] lowest(double[][] c, int s, double[] slack) {
        Arrays.fill(taken, -1);
        Rows.fill(best, Double.NEGATIVE_INFINITY);
        for (int p = transitions.firstPair(s); p < transitions.endPair(s); p++) {
            if (allowed[p]) {
                solver.continuation(worth, c[p], p, solver.value);
                // An action that beats the best by less than the slack ties with it; the lower one stays.
                BestRows.take(taken, p, worth, best, slack);
                Rows.max(best, worth);
            }
        }
        return taken;
    }
}
