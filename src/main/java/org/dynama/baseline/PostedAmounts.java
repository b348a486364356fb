package org.dynama.baseline;

import java.util.Arrays;
import org.dynama.model.Profiles;
import org.dynama.model.RewardMap;
import org.dynama.model.Stages;
import org.dynama.world.Environment;

/** Who earns and pays what at each state-action pair where prices are posted: the rewards of types, and of posted types. */
final class PostedAmounts {
    private final Environment environment;
    private final int stages;
    private final int[] stageOf;

    /** @param byStage whether an agent has a price for each stage, else one for all */
    PostedAmounts(Environment environment, boolean byStage) {
        this.environment = environment;
        stageOf = new int[environment.mdp().stateCount()];
        if (byStage) {
            Stages found = Stages.of(environment.mdp());
            Arrays.setAll(stageOf, found::of);
            stages = found.count();
        } else {
            stages = 1;
        }
    }

    int stages() {
        return stages;
    }

    /** Rewards of agents in rows from 0, what they pay in rows from n, the designer's reward in the last; by pair. */
    double[][] by(double[][] prices, Profiles profiles, int b) {
        int n = prices.length;
        RewardMap rewards = environment.rewards();
        double[][] sums = new double[2 * n + 1][rewards.pairs()];
        sums[2 * n] = environment.designer().toArray();
        int d = profiles.dimension();
        for (int pair = 0; pair < rewards.pairs(); pair++) {
            int stage = stageOf[environment.mdp().stateOf(pair)];
            for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
                int i = rewards.agent(m);
                int k = rewards.component(m);
                sums[i][pair] += rewards.coefficient(m) * (k < 0 ? 1 : profiles.type(i, k, b));
                sums[n + i][pair] += rewards.coefficient(m) * (k < 0 ? 1 : prices[i][stage * d + k]);
            }
        }
        return sums;
    }
}
