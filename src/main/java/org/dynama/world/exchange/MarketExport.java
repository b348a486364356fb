package org.dynama.world.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dynama.model.Agent;
import org.dynama.model.Profiles;
import org.dynama.refusal.Refusal;
import org.dynama.world.Environment;

/** Writes a market for other tools, which know of no types: at one profile of them. */
public final class MarketExport {
    private MarketExport() {}

    /**
     * The types of agents whose types are sure, one profile.
     *
     * @throws Refusal if those of some are not
     */
    public static Profiles sureTypes(Environment environment) {
        int d = environment.dimension();
        double[] values = new double[environment.agentCount() * d];
        List<String> unsure = new ArrayList<>();
        for (int i = 0; i < environment.agentCount(); i++) {
            Agent agent = environment.agents().get(i);
            boolean isSure = true;
            for (int k = 0; k < agent.types().dimension(); k++) {
                values[i * d + k] = agent.types().low(k);
                isSure &= agent.types().low(k) == agent.types().high(k);
            }
            if (!isSure) {
                unsure.add(agent.name());
            }
        }
        if (!unsure.isEmpty()) {
            throw Refusal.of(
                    "the types of " + String.join(", ", unsure) + " are drawn, and other tools need numbers",
                    "Add --types FILE, such as {\"" + unsure.get(0) + "\": [0.5]}.");
        }
        return Profiles.of(environment.agentCount(), d, 1, values);
    }

    /** A transition table of Gymnasium as JSON: an action's reward is what agents and designer have by it together. */
    public static String gymnasium(Environment environment, Profiles types) {
        return GymnasiumText.of(EnvironmentModel.of(environment, types));
    }

    /**
     * Explicit files of PRISM: texts by what follows the stem of their names. Each agent, and the designer, has a reward
     * structure.
     *
     * @throws Refusal if runs start in several states with different probabilities
     */
    public static Map<String, String> prism(Environment environment, Profiles types) {
        return PrismText.of(EnvironmentModel.of(environment, types));
    }
}
