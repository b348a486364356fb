package org.dynama.exact;

import java.util.Arrays;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.RunLengths;
import org.jspecify.annotations.Nullable;

/**
 * The occupancy program of one set of allowed pairs. Its bases are policies, which makes it cheap: {@link TriangularProgram}
 * where the graph is acyclic, else {@link CyclicProgram}; and {@link SimplexProgram}, which knows nothing of policies, where
 * that one finds no end.
 *
 * <p>What is found is no proof: {@link OptimalityCheck} holds it against the program. Memory: {@code O(S + entries)}, and what
 * an elimination fills in.
 */
final class FlowProgram {
    /** Entries of the table of {@link SimplexProgram}, at most. */
    private static final long MOST_ENTRIES = 4_000_000;

    private final Mdp mdp;
    final AllowedPairs allowed;
    final FlowColumns columns;
    /** The factor on the values of next states; 1 unless discounted. */
    final double discount;

    final boolean average;
    private final double visits;
    /** Null where every policy ends every run. */
    final @Nullable LoopProgram loops;

    private final @Nullable TriangularProgram triangular;
    private final @Nullable CyclicProgram cyclic;
    private @Nullable SimplexProgram simplex;

    FlowProgram(Mdp mdp, AllowedPairs allowed) {
        this.mdp = mdp;
        this.allowed = allowed;
        columns = new FlowColumns(mdp, allowed.pairs);
        discount = mdp.horizon().discount();
        average = mdp.horizon() instanceof Horizon.AverageReward;
        loops = LoopProgram.of(mdp, allowed);
        visits = average || loops != null ? 1 : RunLengths.of(mdp).most();
        boolean acyclic = mdp.horizon() instanceof Horizon.Finite;
        triangular = acyclic ? new TriangularProgram(mdp, columns) : null;
        cyclic = acyclic ? null : new CyclicProgram(mdp, allowed, columns, average, loops);
    }

    /**
     * Solves the program.
     *
     * @param c shape {@code [P]}; finite at the allowed pairs
     * @param nu shape {@code [P]}, zero; receives the occupancy
     * @param v shape {@code [S]}; receives the dual values; minus infinity at states that are not allowed
     * @return the multiplier of the normalisation (the gain) for an average-reward horizon, else 0; NaN where no optimum is
     *     found
     */
    double solve(double[] c, double[] nu, double[] v) {
        return solve(c, nu, v, null);
    }

    /**
     * The same from a start.
     *
     * @param start shape {@code [S]}; of each state a pair, or -1: a hint, which the program may refute
     */
    double solve(double[] c, double[] nu, double[] v, int @Nullable [] start) {
        Arrays.fill(v, Double.NEGATIVE_INFINITY);
        if (triangular != null) {
            triangular.solve(c, nu, v);
            return 0;
        }
        double gain = cyclic == null ? Double.NaN : cyclic.solve(c, nu, v, start);
        if (Double.isNaN(gain)
                && loops == null
                && (long) allowed.states.length * allowed.pairs.length <= MOST_ENTRIES) {
            Arrays.fill(nu, 0);
            simplex = simplex == null ? new SimplexProgram(mdp, allowed) : simplex;
            return simplex.solve(c, nu, v);
        }
        return gain;
    }

    /** How many actions a run has at most, discounted; one where numbers are per period, or no such number is known. */
    double visits() {
        return visits;
    }
}
