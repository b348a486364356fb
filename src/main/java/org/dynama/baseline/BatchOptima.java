package org.dynama.baseline;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
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
     * @param boosts per visit, shape {@code [P]}
     * @return shape {@code [B]}
     */
    static double[] values(Environment environment, Reals weights, Reals boosts, Profiles profiles, int threads) {
        return values(environment, weights, boosts, profiles, part -> part, threads);
    }

    /**
     * The optimal values at other types.
     *
     * @param types of a part of the profiles, what they are to the solver; those that are not finite give NaN
     * @return shape {@code [B]}
     */
    static double[] values(
            Environment environment,
            Reals weights,
            Reals boosts,
            Profiles profiles,
            UnaryOperator<Profiles> types,
            int threads) {
        double[] values = new double[profiles.count()];
        AtomicInteger done = new AtomicInteger();
        AffineWelfare welfare = new AffineWelfare(weights, boosts);
        try (Solvers solvers =
                Solvers.kernel(environment.mdp(), environment.rewards(), profiles.dimension(), threads)) {
            solvers.<double[]>forEach(
                    values.length,
                    (solver, from, to) -> {
                        Profiles part = types.apply(profiles.slice(from, to));
                        return Arrays.stream(part.toArray()).allMatch(Double::isFinite)
                                ? solver.values(welfare, part)
                                : Reals.filled(to - from, Double.NaN).toArray();
                    },
                    part -> System.arraycopy(part, 0, values, done.getAndAdd(part.length), part.length));
        }
        return values;
    }
}
