package org.dynama.ama.audit;

import java.util.stream.IntStream;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.objective.Objective;
import org.dynama.model.Loss;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.TypeDistribution;
import org.dynama.world.Absence;
import org.dynama.world.Environment;
import org.jspecify.annotations.Nullable;

/** What no mechanism can exceed. */
public sealed interface Bound {

    /** The word for it in results. */
    String kind();

    /**
     * A bound that a known mechanism's outcome measures.
     *
     * @param kind {@code myerson}: the most revenue of any Bayesian incentive compatible, interim individually rational
     *     mechanism; {@code first-best}: the most welfare of any policy; {@code welfare}: the same, where revenue is
     *     wanted and no agent pays more than she earns
     * @param measured what of the outcome is the bound
     * @param mechanism whose outcome
     * @see <a href="https://doi.org/10.1287/moor.6.1.58">Myerson (1981)</a>
     */
    record Measured(String kind, Objective measured, AmaParameters mechanism) implements Bound {}

    /**
     * The least loss of any policy that knows all types.
     *
     * @param loss borne in the last action of a run only, one path to each
     */
    record FullInformation(Loss loss) implements Bound {
        @Override
        public String kind() {
            return "full-information";
        }
    }

    /** The tightest known bound; null where none is known. */
    static @Nullable Bound of(Environment environment, Objective objective) {
        boolean lossless = objective.losses().stream().allMatch(weight -> weight == 0);
        if (lossless && objective.revenue() == 0 && objective.welfare() > 0) {
            return new Measured("first-best", objective, welfareMaximizer(environment));
        }
        if (lossless && objective.welfare() == 0 && objective.revenue() > 0 && paysAtMostRewards(environment)) {
            return isUniformSingleParameter(environment)
                    ? new Measured("myerson", objective, myerson(environment))
                    : new Measured("welfare", Objective.WELFARE, welfareMaximizer(environment));
        }
        if (objective.sense() == Objective.Sense.MIN) {
            Loss loss = environment.losses().get(objective.losses().indexOf(-1.0));
            return loss.isBorneAtTheEnd() ? new FullInformation(loss) : null;
        }
        return null;
    }

    private static AmaParameters welfareMaximizer(Environment environment) {
        return new AmaParameters(
                Reals.filled(environment.agentCount(), 1),
                Reals.filled(environment.mdp().pairCount(), 0));
    }

    /**
     * Independent, one-dimensional types U[0, high] and rewards {@code type * x(s, a)} with {@code x >= 0}: virtual
     * values are {@code 2 type - high}, so the optimum maximizes {@code sum_i (type_i - high_i / 2) x_i}: an affine
     * maximizer with weights one and boosts {@code -sum_i x_i high_i / 2}.
     */
    private static AmaParameters myerson(Environment environment) {
        RewardMap rewards = environment.rewards();
        double[] boosts = new double[rewards.pairs()];
        for (int pair = 0; pair < boosts.length; pair++) {
            for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
                double high = environment.agents().get(rewards.agent(m)).types().high(0);
                boosts[pair] -= rewards.coefficient(m) * high / 2;
            }
        }
        return new AmaParameters(Reals.filled(environment.agentCount(), 1), Reals.of(boosts));
    }

    /** Rewards are never negative and staying away is worth nothing: an agent then pays at most what she earns. */
    private static boolean paysAtMostRewards(Environment environment) {
        RewardMap rewards = environment.rewards();
        boolean isFree = environment.absence() instanceof Absence.ZeroReward
                || environment.absence() instanceof Absence.WorstType;
        return isFree
                && IntStream.range(0, rewards.end(rewards.pairs() - 1)).allMatch(m -> {
                    int k = rewards.component(m);
                    TypeDistribution types =
                            environment.agents().get(rewards.agent(m)).types();
                    return rewards.coefficient(m) >= 0 && (k < 0 || types.low(k) >= 0);
                });
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
