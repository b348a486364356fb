package org.dynama.baseline;

import java.util.concurrent.atomic.AtomicInteger;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.solver.Measures;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;

/**
 * Optimal policies of a batch of profiles, by what they do for everybody: how much of each component of her type an agent
 * enjoys, and what all earn whatever the types.
 */
final class PolicyFeatures implements AutoCloseable {
    private final Environment environment;
    private final Solvers solvers;
    private final int dimension;

    PolicyFeatures(Environment environment, int threads) {
        this.environment = environment;
        dimension = environment.dimension();
        solvers = Solvers.kernel(environment.mdp(), environment.rewards(), dimension, threads);
    }

    /**
     * The policies.
     *
     * @param values shape {@code [B]}, the largest welfare, the designer's reward included
     * @param enjoyed shape {@code [B][n * d]}: expected visits times coefficients
     * @param fixed shape {@code [B]}: what agents earn whatever their types, and the designer
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Policies(double[] values, double[][] enjoyed, double[] fixed) {}

    /** The policies that maximize welfare at types that may be virtual. */
    Policies best(Profiles types) {
        int count = types.count();
        Policies all = new Policies(new double[count], new double[count][], new double[count]);
        AffineWelfare welfare = new AffineWelfare(Reals.filled(environment.agentCount(), 1), environment.designer());
        AtomicInteger done = new AtomicInteger();
        solvers.<Policies>forEach(
                count,
                (solver, from, to) -> {
                    try (Measures.Optimal optimal = solver.hard(welfare, types.slice(from, to))) {
                        return read(optimal);
                    }
                },
                part -> {
                    int at = done.getAndAdd(part.values.length);
                    System.arraycopy(part.values, 0, all.values, at, part.values.length);
                    System.arraycopy(part.enjoyed, 0, all.enjoyed, at, part.values.length);
                    System.arraycopy(part.fixed, 0, all.fixed, at, part.values.length);
                });
        return all;
    }

    private Policies read(Measures.Optimal optimal) {
        int count = optimal.count();
        RewardMap rewards = environment.rewards();
        double[] visits = optimal.toArray();
        double[][] enjoyed = new double[count][environment.agentCount() * dimension];
        double[] fixed = new double[count];
        for (int pair = 0; pair < rewards.pairs(); pair++) {
            for (int b = 0; b < count; b++) {
                double nu = visits[pair * count + b];
                if (nu != 0) {
                    fixed[b] += nu * environment.designer().get(pair);
                    for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
                        double amount = nu * rewards.coefficient(m);
                        if (rewards.component(m) == RewardMap.CONSTANT) {
                            fixed[b] += amount;
                        } else {
                            enjoyed[b][rewards.agent(m) * dimension + rewards.component(m)] += amount;
                        }
                    }
                }
            }
        }
        return new Policies(optimal.values().clone(), enjoyed, fixed);
    }

    @Override
    public void close() {
        solvers.close();
    }
}
