package org.dynama.ama.search;

import java.util.HashSet;
import java.util.Set;
import org.dynama.model.RewardMap;
import org.dynama.model.Stages;
import org.dynama.world.Environment;

/** Whether a world is a static auction, by its looks, so that one that comes from a file is known, too. */
final class AuctionShape {
    private AuctionShape() {}

    /** Whether all numbers of all agents are distributed alike, and count alike. */
    static boolean isAlike(Environment environment) {
        RewardMap rewards = environment.rewards();
        Set<Object> kinds = new HashSet<>();
        for (int m = 0; m < rewards.end(rewards.pairs() - 1); m++) {
            int component = rewards.component(m);
            if (component == RewardMap.CONSTANT || rewards.coefficient(m) != rewards.coefficient(0)) {
                return false;
            }
            kinds.add(environment.agents().get(rewards.agent(m)).types().likeness(component));
        }
        return kinds.size() == 1;
    }

    /** Whether items are handed out one after another, a component a stage, which count alike. */
    static boolean isLattice(Environment environment) {
        RewardMap rewards = environment.rewards();
        Stages stages = Stages.of(environment.mdp());
        for (int pair = 0; pair < rewards.pairs(); pair++) {
            int stage = stages.of(environment.mdp().stateOf(pair));
            for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
                if (rewards.end(pair) - rewards.begin(pair) > 1
                        || rewards.coefficient(m) != rewards.coefficient(0)
                        || rewards.component(m) != stage) {
                    return false;
                }
            }
        }
        return stages.count() > 1;
    }
}
