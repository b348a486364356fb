package org.dynama.ama.study;

import java.util.Arrays;
import org.dynama.ama.mechanism.AffineMaximizer;
import org.dynama.ama.mechanism.DpMaximizer;
import org.dynama.ama.mechanism.MarginalEconomy;
import org.dynama.ama.objective.Objective;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.solver.Measures;
import org.dynama.solver.OccupancySolver;
import org.dynama.solver.Regularizer;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.jspecify.annotations.Nullable;

/**
 * An objective where every economy's policy is softened, and payments are taken along the soft policies: with {@code nu} and
 * {@code nu_-i} the regularized occupancies,
 *
 * <pre>
 * p_i = ( sum_j!=i w_j &lt;nu_-i, r_j&gt; + &lt;nu_-i, b&gt; - sum_j!=i w_j &lt;nu, r_j&gt; - &lt;nu, b&gt; ) / w_i
 * </pre>
 *
 * Losses and welfare are those of {@code nu}, and need no economy without an agent.
 *
 * @param environment its money in the solvers' unit
 * @param objective what is measured, wanted large
 * @param solvers of the environment
 */
record SoftObjective(Environment environment, Objective objective, Solvers solvers) {

    /** On every profile; shape {@code [B]}. Without a regularizer the policies are hard. */
    double[] values(AffineMaximizer mechanism, Profiles profiles, @Nullable Regularizer regularizer) {
        double[] values = new double[profiles.count()];
        int[] filled = {0};
        solvers.forEach(
                profiles.count(),
                (solver, from, to) -> values(solver, mechanism, profiles.slice(from, to), regularizer),
                chunk -> {
                    System.arraycopy(chunk, 0, values, filled[0], chunk.length);
                    filled[0] += chunk.length;
                });
        return values;
    }

    private double[] values(
            OccupancySolver solver, AffineMaximizer mechanism, Profiles chunk, @Nullable Regularizer regularizer) {
        double[] values = new double[chunk.count()];
        try (Measures grand = solve(solver, mechanism.grand(), chunk, regularizer)) {
            add(values, objective.welfare(), grand.inner(linear(1, -1)));
            for (int k = 0; k < objective.losses().size(); k++) {
                if (objective.losses().get(k) != 0) {
                    add(values, objective.losses().get(k), grand.inner(linear(0, k)));
                }
            }
            // Read before anything else is solved.
            for (int i = 0; i < environment.agentCount() && objective.revenue() != 0; i++) {
                add(values, -rate(mechanism, i), grand.inner(mechanism.grand().without(i)));
            }
        }
        for (int i = 0; i < environment.agentCount() && objective.revenue() != 0; i++) {
            MarginalEconomy others = mechanism.marginal(i);
            Profiles at = others.at(new DpMaximizer(solver, environment.losses(), DpMaximizer.Bounds.NONE), chunk);
            try (Measures marginal = solve(solver, others.welfare(), at, regularizer)) {
                add(values, rate(mechanism, i), marginal.inner(Masks.lifted(others.welfare(), 0)));
            }
        }
        return values;
    }

    private double rate(AffineMaximizer mechanism, int i) {
        return objective.revenue() / mechanism.parameters().weights().get(i);
    }

    /** The agents' rewards with one weight, and a loss; none for index -1. */
    private AffineWelfare linear(double weight, int loss) {
        return AffineWelfare.of(
                weight,
                loss < 0 ? null : environment.losses().get(loss),
                environment.agentCount(),
                environment.mdp().pairCount());
    }

    private static void add(double[] values, double factor, double[] parts) {
        Arrays.setAll(values, b -> values[b] + factor * parts[b]);
    }

    private Measures solve(
            OccupancySolver solver, AffineWelfare welfare, Profiles chunk, @Nullable Regularizer regularizer) {
        return regularizer == null
                ? solver.hard(welfare, chunk)
                : solver.regularized(Masks.softened(environment, welfare, regularizer), chunk, regularizer);
    }
}
