package org.dynama.solver;

import java.util.stream.DoubleStream;
import org.dynama.environment.Environment;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.solver.pool.Solvers;

/** A batch of profiles that benchmarks solve again and again, with the sum of all values per agent as the welfare. */
final class Batch implements AutoCloseable {
    private final Solvers solvers;
    private final Profiles profiles;
    private final AffineWelfare welfare;

    Batch(Environment environment, int count, Solvers solvers) {
        this.solvers = solvers;
        profiles = Profiles.draw(environment.agents(), new RandomStream(1, "profiles"), 0, count);
        welfare =
                AffineWelfare.total(environment.agentCount(), environment.mdp().pairCount());
    }

    @FunctionalInterface
    private interface Task {
        double run(OccupancySolver solver, Profiles profiles);
    }

    private double total(Task task) {
        double[] sum = new double[1];
        solvers.forEach(
                profiles.count(),
                (solver, from, to) -> task.run(solver, profiles.slice(from, to)),
                part -> sum[0] += part);
        return sum[0];
    }

    /** Optimal values alone, as marginal economies need them. */
    double values() {
        return total((solver, chunk) ->
                DoubleStream.of(solver.values(welfare, chunk)).sum());
    }

    /** Optimal values and what each agent earns. */
    double rewards() {
        return total((solver, chunk) -> {
            try (Measures.Optimal hard = solver.hard(welfare, chunk)) {
                return hard.values()[0] + hard.rewards()[0][0];
            }
        });
    }

    /** Optimal values and summed occupancies. */
    double occupancies() {
        return total((solver, chunk) -> {
            try (Measures.Optimal hard = solver.hard(welfare, chunk)) {
                return hard.values()[0] + hard.sum()[0];
            }
        });
    }

    /** Value, summed occupancies and a summed pullback, as a gradient needs them. */
    double regularized(Regularizer regularizer) {
        return total((solver, chunk) -> {
            try (Measures.Regularized soft = solver.regularized(welfare, chunk, regularizer);
                    Measures sensitivities = soft.pullback(welfare)) {
                return soft.values()[0] + soft.sum()[0] + sensitivities.sum()[0];
            }
        });
    }

    @Override
    public void close() {
        solvers.close();
    }
}
