package org.dynama.world;

import java.util.stream.IntStream;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;

/**
 * What is at stake for each agent: the most that one action can be worth to her, or cost her. Money has no natural unit, and
 * agents may be of very different sizes: what is rounding for one may be everything to another.
 */
public final class Stakes {
    private Stakes() {}

    /** In the amounts of the world; shape {@code [n]}; zero for an agent to whom nothing matters. */
    public static Reals of(Environment environment) {
        RewardMap rewards = environment.rewards();
        double[] stakes = new double[environment.agentCount()];
        for (int pair = 0; pair < rewards.pairs(); pair++) {
            double[] reach = new double[stakes.length];
            for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
                int i = rewards.agent(m);
                int k = rewards.component(m);
                double type = k < 0 ? 1 : environment.agents().get(i).types().reach(k);
                reach[i] += Math.abs(rewards.coefficient(m)) * type;
                stakes[i] = Math.max(stakes[i], reach[i]);
            }
            int here = pair;
            IntStream.range(0, stakes.length)
                    .forEach(i -> stakes[i] =
                            Math.max(stakes[i], Math.abs(environment.absence().remainder(i, here))));
        }
        return Reals.of(stakes);
    }
}
