package org.dynama.ama.menu.candidates;

import org.dynama.ama.menu.batch.MenuSums;
import org.dynama.ama.objective.Objective;
import org.dynama.model.RewardMap;
import org.dynama.world.DesignerReward;
import org.dynama.world.Environment;

/**
 * From what an objective gains by features to what it gains by visits of a policy, and so, by {@link PolicyFlow}, by logits.
 * Losses that depend on types are no features: of losses only the designer's reward is known.
 *
 * @param environment the menu's world
 * @param objective without any other loss
 */
record PolicySlopes(Environment environment, Objective objective) {

    /** Whether the objective's losses are known. */
    static boolean isKnown(Environment environment, Objective objective) {
        for (int l = 0; l < objective.losses().size(); l++) {
            boolean isKnown = environment.losses().get(l) instanceof DesignerReward;
            if (!isKnown && objective.losses().get(l) != 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * What a visit of each pair is worth in entry {@code k}.
     *
     * @param sums slopes in features, an agent's constant before her components
     */
    double[] visits(int[] pairs, MenuSums sums, int k) {
        RewardMap rewards = environment.rewards();
        int width = environment.dimension() + 1;
        int first = k * environment.agentCount() * width;
        double designer = 0;
        for (int l = 0; l < objective.losses().size(); l++) {
            designer += objective.losses().get(l);
        }
        double[] worth = new double[pairs.length];
        for (int m = 0; m < pairs.length; m++) {
            worth[m] = designer == 0 ? 0 : designer * environment.designer().get(pairs[m]) * sums.often[k];
            for (int term = rewards.begin(pairs[m]); term < rewards.end(pairs[m]); term++) {
                int at = first + rewards.agent(term) * width + rewards.component(term) + 1;
                worth[m] += rewards.coefficient(term) * sums.shares[at];
            }
        }
        return worth;
    }
}
