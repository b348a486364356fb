package org.dynama.baseline;

import java.util.concurrent.atomic.AtomicInteger;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;

/** The largest values of linear functions over all policies, profile by profile, by the batch solvers. */
final class BatchOptima {
    private BatchOptima() {}

    /**
     * The optimal values.
     *
     * @param weights of agents, shape {@code [n]}
     * @param boosts per visit, shape {@code [S * A]}
     * @return shape {@code [B]}
     */
    static double[] values(Environment environment, Reals weights, Reals boosts, Profiles profiles, int threads) {
        double[] values = new double[profiles.count()];
        AtomicInteger done = new AtomicInteger();
        AffineWelfare welfare = new AffineWelfare(weights, boosts);
        try (Solvers solvers =
                Solvers.kernel(environment.mdp(), environment.rewards(), profiles.dimension(), threads)) {
            solvers.<double[]>forEach(
                    values.length,
                    (solver, from, to) -> solver.values(welfare, profiles.slice(from, to)),
                    part -> System.arraycopy(part, 0, values, done.getAndAdd(part.length), part.length));
        }
        return values;
    }
}
