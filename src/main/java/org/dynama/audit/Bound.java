package org.dynama.audit;

import java.util.stream.IntStream;
import org.dynama.environment.Environment;
import org.dynama.mechanism.AmaParameters;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.TypeDistribution;
import org.dynama.objective.Objective;
import org.jspecify.annotations.Nullable;

/**
 * What no mechanism can exceed, by a mechanism that attains it.
 *
 * @param kind {@code myerson}: the most revenue of any Bayesian incentive compatible, interim individually rational
 *     mechanism; {@code first-best}: the most welfare of any policy
 * @param optimal an affine maximizer that attains the bound in expectation
 * @see <a href="https://doi.org/10.1287/moor.6.1.58">Myerson (1981)</a>
 */
public record Bound(String kind, AmaParameters optimal) {

    /**
     * The bound, where one is known; null elsewhere.
     *
     * <p>Revenue: independent, one-dimensional types U[0, high] and rewards {@code type * x(s, a)} with {@code x >= 0}.
     * Virtual values are {@code 2 type - high}, so the optimum maximizes {@code sum_i (type_i - high_i / 2) x_i}: an
     * affine maximizer with weights one and boosts {@code -sum_i x_i high_i / 2}. Welfare: VCG.
     */
    public static @Nullable Bound of(Environment environment, Objective objective) {
        if (objective.revenue() == 0 && objective.welfare() > 0) {
            return new Bound(
                    "first-best",
                    new AmaParameters(
                            Reals.filled(environment.agentCount(), 1),
                            Reals.filled(environment.mdp().pairCount(), 0)));
        }
        if (objective.welfare() != 0 || objective.revenue() <= 0 || !isUniformSingleParameter(environment)) {
            return null;
        }
        RewardMap rewards = environment.rewards();
        double[] boosts = new double[rewards.pairs()];
        for (int pair = 0; pair < boosts.length; pair++) {
            for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
                double high = environment.agents().get(rewards.agent(m)).types().high(0);
                boosts[pair] -= rewards.coefficient(m) * high / 2;
            }
        }
        return new Bound("myerson", new AmaParameters(Reals.filled(environment.agentCount(), 1), Reals.of(boosts)));
    }

    private static boolean isUniformSingleParameter(Environment environment) {
        RewardMap rewards = environment.rewards();
        return environment.agents().stream()
                        .allMatch(agent -> agent.types() instanceof TypeDistribution.Uniform uniform
                                && uniform.dimension() == 1
                                && uniform.low(0) == 0)
                && IntStream.range(0, rewards.end(rewards.pairs() - 1))
                        .allMatch(m -> rewards.component(m) == 0 && rewards.coefficient(m) >= 0);
    }
}
