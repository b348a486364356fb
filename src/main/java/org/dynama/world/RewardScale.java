package org.dynama.world;

import java.util.Arrays;
import org.dynama.model.RewardMap;
import org.dynama.model.TypeDistribution;

/** How large rewards are: what searches measure boosts, temperatures and gradients by, so that money has no natural unit. */
public final class RewardScale {
    private RewardScale() {}

    /**
     * The largest absolute reward that any agent can earn in one action; where none earns anything the designer's largest;
     * 1 where she does not, either.
     */
    public static double largest(Environment environment) {
        double largest = Arrays.stream(of(environment)).max().orElse(0);
        double designer = environment.designer().stream().map(Math::abs).max().orElse(0);
        return largest > 0 ? largest : designer > 0 ? designer : 1;
    }

    /** The largest absolute reward that any agent can earn, without what is rare, by state-action pair; shape {@code [P]}. */
    public static double[] of(Environment environment) {
        RewardMap rewards = environment.rewards();
        double[] scale = new double[rewards.pairs()];
        for (int pair = 0; pair < scale.length; pair++) {
            for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
                TypeDistribution types =
                        environment.agents().get(rewards.agent(m)).types();
                int k = rewards.component(m);
                double type = k < 0 ? 1 : types.reach(k);
                scale[pair] = Math.max(scale[pair], Math.abs(rewards.coefficient(m)) * type);
            }
        }
        return scale;
    }
}
