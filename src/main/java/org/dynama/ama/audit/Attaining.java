package org.dynama.ama.audit;

import java.util.Optional;
import java.util.stream.IntStream;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.objective.Objective;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.TypeDistribution;
import org.dynama.world.Absence;
import org.dynama.world.Environment;

/** The affine maximizer that earns Myerson's bound, where one does. */
public final class Attaining {
    private Attaining() {}

    /** The one for an objective; empty where it is not revenue alone. */
    public static Optional<AmaParameters> of(Environment environment, Objective objective) {
        boolean isRevenue = objective.revenue() > 0
                && objective.welfare() == 0
                && objective.losses().stream().allMatch(weight -> weight == 0);
        return isRevenue ? myerson(environment) : Optional.empty();
    }

    /**
     * For independent, one-dimensional types U[0, high] and rewards {@code type * x(s, a)} with {@code x >= 0} virtual values are
     * {@code 2 type - high}, so that the optimum maximizes {@code sum_i (type_i - high_i / 2) x_i}: weights one and boosts
     * {@code -sum_i x_i high_i / 2}.
     *
     * @return empty elsewhere
     * @see <a href="https://doi.org/10.1287/moor.6.1.58">Myerson (1981)</a>
     */
    public static Optional<AmaParameters> myerson(Environment environment) {
        if (!paysAtMostRewards(environment) || !isUniformSingleParameter(environment)) {
            return Optional.empty();
        }
        RewardMap rewards = environment.rewards();
        double[] boosts = new double[rewards.pairs()];
        for (int pair = 0; pair < boosts.length; pair++) {
            for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
                double high = environment.agents().get(rewards.agent(m)).types().high(0);
                boosts[pair] -= rewards.coefficient(m) * high / 2;
            }
        }
        return Optional.of(new AmaParameters(Reals.filled(environment.agentCount(), 1), Reals.of(boosts)));
    }

    /** Rewards are never negative and staying away is worth nothing: an agent then pays at most what she earns. */
    private static boolean paysAtMostRewards(Environment environment) {
        RewardMap rewards = environment.rewards();
        boolean isFree = environment.absence() instanceof Absence.ZeroReward
                || environment.absence() instanceof Absence.WorstType;
        return isFree
                && IntStream.range(0, rewards.end(rewards.pairs() - 1)).allMatch(m -> rewards.coefficient(m) >= 0);
    }

    private static boolean isUniformSingleParameter(Environment environment) {
        RewardMap rewards = environment.rewards();
        return environment.agents().stream()
                        .allMatch(agent -> agent.types() instanceof TypeDistribution.Uniform uniform
                                && uniform.dimension() == 1
                                && uniform.low(0) == 0)
                && IntStream.range(0, rewards.end(rewards.pairs() - 1)).allMatch(m -> rewards.component(m) == 0);
    }
}
