package org.dynama.ama.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dynama.model.RewardMap;
import org.dynama.model.TypeDistribution;
import org.dynama.world.Environment;

/** Whether two pairs earn alike: rewards with the same distributions, whichever agents' they are, and the same designer's. */
final class Likeness {
    private Likeness() {}

    /** Whether some boost is shared by pairs that do not earn alike. */
    static boolean tiesUnlike(Environment environment, Sharing sharing) {
        Map<Integer, Object> likeness = new HashMap<>();
        for (int pair = 0; pair < environment.rewards().pairs(); pair++) {
            Object here = of(environment, pair);
            if (!here.equals(likeness.computeIfAbsent(sharing.groupOf(pair), group -> here))) {
                return true;
            }
        }
        return false;
    }

    /** Equal for pairs that earn alike. */
    private static Object of(Environment environment, int pair) {
        RewardMap rewards = environment.rewards();
        Map<Integer, List<Object>> byAgent = new HashMap<>();
        for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
            TypeDistribution types = environment.agents().get(rewards.agent(m)).types();
            List<Object> term = List.of(rewards.coefficient(m), component(types, rewards.component(m)));
            byAgent.computeIfAbsent(rewards.agent(m), agent -> new ArrayList<>())
                    .add(term);
        }
        List<List<Object>> agents = new ArrayList<>(byAgent.values());
        agents.forEach(terms -> terms.sort(Comparator.comparing(Object::toString)));
        agents.sort(Comparator.comparing(Object::toString));
        return List.of(environment.designer().get(pair), agents);
    }

    private static Object component(TypeDistribution types, int k) {
        if (k == RewardMap.CONSTANT) {
            return "constant";
        }
        return types.likeness(k);
    }
}
