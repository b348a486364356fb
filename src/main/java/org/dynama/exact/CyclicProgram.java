package org.dynama.exact;

import java.util.Arrays;
import java.util.BitSet;
import org.dynama.model.Mdp;
import org.jspecify.annotations.Nullable;

/**
 * The occupancy program of a graph with cycles, by a simplex method whose basis is a policy: of every state a column enters
 * whose reduced cost is wrong, all at once, until none is. Each basis has its own equations ({@link BasisEquations}), sparse
 * as the transitions.
 *
 * <p>A start is a hint: of whatever quality, it changes how many bases are tried, not what is found. For a discounted or total
 * horizon, of several optimal bases the one with the lowest columns is taken.
 */
final class CyclicProgram {
    private static final int MOST_BASES = 200;
    /** Reduced costs that are smaller beside their terms are rounding. */
    private static final double ROUNDING = 0x1p-47;

    private final FlowColumns columns;
    private final int[] states;
    private final double[] initial;
    private final CrashBasis crash;
    private final BasisMethod method;
    private final @Nullable RecurrentBasis recurrent;
    /** Null where every policy ends every run. */
    private final @Nullable LoopProgram loops;

    private final int[] choice;
    private int bases;

    CyclicProgram(Mdp mdp, AllowedPairs allowed, FlowColumns columns, boolean average, @Nullable LoopProgram loops) {
        this.loops = loops;
        this.columns = columns;
        states = allowed.states;
        initial = mdp.initial().toArray();
        crash = new CrashBasis(columns, states, average);
        recurrent = average ? new RecurrentBasis(mdp, states, columns) : null;
        method = BasisMethod.of(columns, states);
        choice = new int[columns.states()];
    }

    /** How many bases the last program has tried. */
    int bases() {
        return bases;
    }

    /**
     * As {@link FlowProgram#solve(double[], double[], double[], int[])}; NaN where equations are not solved, or bases do not
     * end.
     */
    double solve(double[] c, double[] nu, double[] v, int @Nullable [] start) {
        if (loops != null && !loops.isPossible()) {
            return Double.NaN;
        }
        Arrays.fill(choice, -1);
        if (start != null) {
            crash.read(start, choice);
        }
        crash.choose(c, v, choice);
        double found = solve(c, nu, v, method);
        if (Double.isNaN(found)) {
            Arrays.fill(nu, 0);
            found = solve(c, nu, v, method.slow());
        }
        return found;
    }

    private double solve(double[] c, double[] nu, double[] v, BasisMethod how) {
        boolean lowers = recurrent == null;
        if (loops != null) {
            loops.lead(states, choice);
        }
        for (bases = 1; bases <= MOST_BASES; bases++) {
            Basis basis = basis(c, v, how);
            double residual = basis.values(c, v);
            if (!(residual <= Basis.CLOSE)) {
                return Double.NaN;
            }
            double rounding = Math.max(ROUNDING, 4 * residual);
            if (!pivot(c, v, basis.gain(), rounding)) {
                if (!lowers || !lower(c, v, rounding)) {
                    return basis.visits(nu) ? basis.gain() : Double.NaN;
                }
                lowers = false;
            }
            if (loops != null && loops.lasts(states, choice)) {
                return Double.NaN;
            }
        }
        return Double.NaN;
    }

    private Basis basis(double[] c, double[] v, BasisMethod how) {
        return recurrent == null
                ? new DiscountedBasis(columns, states, choice, initial, how)
                : recurrent.best(choice, c, v, how);
    }

    /** Lets the best column of every state enter whose reduced cost is wrong; whether there was one. */
    private boolean pivot(double[] c, double[] v, double gain, double rounding) {
        boolean pivoted = false;
        for (int s : states) {
            int best = columns.best(s, c, v);
            if (best == choice[s]) {
                continue;
            }
            double lead = columns.worth(best, c, v) - columns.worth(choice[s], c, v);
            double size =
                    Math.abs(v[s]) + Math.abs(gain) + Math.max(columns.size(best, c, v), columns.size(choice[s], c, v));
            if (lead > rounding * size) {
                choice[s] = best;
                pivoted = true;
            }
        }
        return pivoted;
    }

    /** Takes the lowest column of every state whose reduced cost is zero but for rounding; whether one is another. */
    private boolean lower(double[] c, double[] v, double rounding) {
        boolean lowered = false;
        if (loops != null) {
            return loops.take(level(c, v, rounding), states, choice);
        }
        for (int s : states) {
            int j = columns.first[s];
            while (j < choice[s] && !isLevel(s, j, c, v, rounding)) {
                j++;
            }
            lowered |= j < choice[s];
            choice[s] = Math.min(j, choice[s]);
        }
        return lowered;
    }

    private boolean isLevel(int s, int j, double[] c, double[] v, double rounding) {
        return v[s] - columns.worth(j, c, v) <= rounding * (Math.abs(v[s]) + columns.size(j, c, v));
    }

    /** The pairs whose reduced cost is zero but for rounding. */
    private BitSet level(double[] c, double[] v, double rounding) {
        BitSet level = new BitSet();
        for (int s : states) {
            for (int j = columns.first[s]; j < columns.first[s + 1]; j++) {
                level.set(columns.pair[j], j == choice[s] || isLevel(s, j, c, v, rounding));
            }
        }
        return level;
    }
}
