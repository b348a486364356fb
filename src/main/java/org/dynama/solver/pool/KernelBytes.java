package org.dynama.solver.pool;

import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.solver.acyclic.AcyclicSolver;
import org.dynama.solver.average.AverageSolver;
import org.dynama.solver.discounted.DiscountedSolver;

/**
 * What the plain Java kernel takes for one block of profiles on one thread, by part.
 *
 * @param tables rows by pair and by state
 * @param matrices over states, of linear equations; 0 without any
 */
record KernelBytes(long tables, long matrices) {
    /**
     * Of an MDP's solver.
     *
     * @param isRegularized whether regularized solutions are asked for, whose equations are those of a whole block at once
     */
    static KernelBytes of(Mdp mdp, boolean isRegularized) {
        if (mdp.horizon() instanceof Horizon.Finite) {
            return new KernelBytes(AcyclicSolver.bytes(mdp), 0);
        }
        if (mdp.horizon() instanceof Horizon.AverageReward) {
            return new KernelBytes(AverageSolver.bytes(mdp), AverageSolver.matrixBytes(mdp));
        }
        return isRegularized
                ? new KernelBytes(DiscountedSolver.regularizedBytes(mdp), DiscountedSolver.newtonBytes(mdp))
                : new KernelBytes(DiscountedSolver.bytes(mdp), DiscountedSolver.matrixBytes(mdp));
    }

    long total() {
        return tables + matrices;
    }

    /** For people, what needs them. */
    String what(Mdp mdp) {
        return "the kernel on " + mdp.pairCount() + " state-action pairs of " + mdp.stateCount()
                + " states, one block of "
                + Profiles.BLOCK + " profiles on one thread (" + tables + " bytes of tables"
                + (matrices > 0 ? " and " + matrices + " of matrices over states" : "") + "),";
    }

    /** What would fit: more memory, or the largest number of states, with as many pairs to each. */
    String advice(Mdp mdp, long memoryBytes) {
        // tables x + matrices x^2 = memory, for a share x of the states.
        double share = matrices == 0
                ? (double) memoryBytes / tables
                : 2.0 * memoryBytes / (tables + Math.sqrt((double) tables * tables + 4.0 * matrices * memoryBytes));
        return "Maybe memory: " + ((total() >> 20) + 1) + " and as many MiB for Java's -Xmx, or an MDP of at most "
                + (long) (share * mdp.stateCount()) + " states like these.";
    }
}
