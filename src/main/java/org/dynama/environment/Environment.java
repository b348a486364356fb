package org.dynama.environment;

import java.util.List;
import org.dynama.model.Agent;
import org.dynama.model.Mdp;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;

/**
 * A world for which a mechanism is designed.
 *
 * <p>An agent who is left out of a marginal economy earns nothing; every action stays possible.
 *
 * @param name for people
 * @param mdp what the coordinator controls
 * @param agents {@code n} agents with private types
 * @param rewards what each agent earns, linear in her type
 * @param designer shape {@code [S * A]}; the designer's own reward per visit
 */
public record Environment(String name, Mdp mdp, List<Agent> agents, RewardMap rewards, Reals designer) {

    public Environment {
        agents = List.copyOf(agents);
        if (agents.isEmpty() || rewards.agents() != agents.size()) {
            throw new IllegalArgumentException(
                    "agents = " + agents.size() + " must be at least 1 and match the reward map's " + rewards.agents());
        }
        if (rewards.pairs() != mdp.pairCount() || designer.size() != mdp.pairCount()) {
            throw new IllegalArgumentException("rewards for " + rewards.pairs() + " and designer for " + designer.size()
                    + " state-action pairs must match the MDP's " + mdp.pairCount());
        }
    }

    public int agentCount() {
        return agents.size();
    }

    /** The largest type dimension {@code d}. */
    public int dimension() {
        return agents.stream()
                .mapToInt(agent -> agent.types().dimension())
                .max()
                .orElseThrow();
    }
}
