package org.dynama.environment;

import java.util.List;
import java.util.stream.IntStream;
import org.dynama.model.Agent;
import org.dynama.model.Loss;
import org.dynama.model.Mdp;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;

/**
 * A world for which a mechanism is designed.
 *
 * @param name for people
 * @param mdp what the coordinator controls
 * @param agents {@code n} agents with private types
 * @param rewards what each agent earns, linear in her type
 * @param designer shape {@code [S * A]}; the designer's own reward per visit
 * @param absence what leaving an agent out means
 * @param losses costs that an objective may minimize
 */
public record Environment(
        String name,
        Mdp mdp,
        List<Agent> agents,
        RewardMap rewards,
        Reals designer,
        Absence absence,
        List<Loss> losses) {

    public Environment {
        agents = List.copyOf(agents);
        losses = List.copyOf(losses);
        if (agents.isEmpty() || rewards.agents() != agents.size()) {
            throw new IllegalArgumentException(
                    "agents = " + agents.size() + " must be at least 1 and match the reward map's " + rewards.agents());
        }
        if (rewards.pairs() != mdp.pairCount() || designer.size() != mdp.pairCount()) {
            throw new IllegalArgumentException("rewards for " + rewards.pairs() + " and designer for " + designer.size()
                    + " state-action pairs must match the MDP's " + mdp.pairCount());
        }
    }

    /** A world in which an absent agent earns nothing, every action stays, and no loss counts. */
    public Environment(String name, Mdp mdp, List<Agent> agents, RewardMap rewards, Reals designer) {
        this(name, mdp, agents, rewards, designer, new Absence.ZeroReward(), List.of());
    }

    /** Conventions that decide numbers, for every output. */
    public List<String> notes() {
        return agentsBearCosts()
                ? List.of(absence.describe(), "agents bear costs and are paid: payments to the designer are negative")
                : List.of(absence.describe());
    }

    private boolean agentsBearCosts() {
        int terms = rewards.end(rewards.pairs() - 1);
        return terms > 0
                && IntStream.range(0, terms).allMatch(m -> {
                    int k = rewards.component(m);
                    return rewards.coefficient(m) <= 0
                            && (k < 0 || agents.get(rewards.agent(m)).types().low(k) >= 0);
                });
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
