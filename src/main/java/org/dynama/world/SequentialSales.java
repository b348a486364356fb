package org.dynama.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.model.Agent;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.dynama.model.TypeDistribution;
import org.dynama.refusal.Refusal;

/**
 * Items sold one after the other to agents with unit demand.
 *
 * <p>Every round one item is kept (action 0) or sold to an agent (actions 1 to n). A state is the whole history: the
 * winner of each past item, or nobody. An agent's type is her value of her first item; later ones are worth nothing to
 * her. Undiscounted; {@code S = sum_{t < items} (n + 1)^t}.
 *
 * @see <a href="https://arxiv.org/abs/2402.08129">Curry et al. (2024), Section 5, sequential auctions</a>
 */
public final class SequentialSales {
    private static final double LARGEST = 1e6;

    private SequentialSales() {}

    /** Types U[0, 1] for every agent. */
    public static Environment uniform(int agents, int items) {
        return of(Reals.filled(agents, 1), items);
    }

    /** Type of agent {@code i = 1..n}: U[0, 1/i]. */
    public static Environment asymmetric(int agents, int items) {
        return of(asymmetricBounds(agents), items);
    }

    /** The asymmetric upper bounds 1, 1/2, ..., 1/n. (The paper's text says i; its numbers are those of 1/i.) */
    public static Reals asymmetricBounds(int agents) {
        double[] high = new double[agents];
        for (int i = 0; i < agents; i++) {
            high[i] = 1.0 / (i + 1);
        }
        return Reals.of(high);
    }

    /**
     * Types U[0, high[i]].
     *
     * @param high shape {@code [n]}; each finite and positive
     * @param items at least 1
     */
    public static Environment of(Reals high, int items) {
        return of(agents(high), items);
    }

    /**
     * Types of any distribution.
     *
     * @param agents whose types are one number each
     * @param items at least 1
     */
    public static Environment of(List<Agent> agents, int items) {
        int n = agents.size();
        requireSome(n, items);
        List<int[]> histories = HistoryTree.of(n + 1, items);
        Mdp mdp = new Mdp(
                histories.stream()
                        .map(history -> HistoryTree.describe(history, "round", a -> a == 0 ? "nobody" : "agent " + a))
                        .toList(),
                actions(agents),
                HistoryTree.transitions(histories, n + 1, items),
                HistoryTree.initial(histories),
                new Horizon.Finite());
        return new Environment(name(n, items), mdp, agents, rewards(histories, n), Reals.filled(mdp.pairCount(), 0));
    }

    /**
     * The same sale whose states are rounds and sets of holders: far fewer than histories, and any policy of the tree has
     * one that earns all agents the same.
     *
     * @param agents whose types are one number each
     * @param items at least 1
     * @throws Refusal if there are more than four million state-action pairs
     */
    public static Environment holders(List<Agent> agents, int items) {
        return HoldersSale.of(agents, items);
    }

    /** Whether the tree of histories has more state-action pairs than tables should hold: a million. */
    public static boolean isLarge(int agents, int items) {
        return Math.pow(agents + 1.0, items) > LARGEST;
    }

    static List<String> actions(List<Agent> agents) {
        List<String> actions = new ArrayList<>(List.of("keep"));
        agents.forEach(agent -> actions.add("sell to " + agent.name()));
        return actions;
    }

    /**
     * Agents with types U[0, high[i]].
     *
     * @param high shape {@code [n]}; each finite and positive
     */
    public static List<Agent> agents(Reals high) {
        List<Agent> agents = new ArrayList<>();
        for (int i = 0; i < high.size(); i++) {
            if (!(high.get(i) > 0 && Double.isFinite(high.get(i)))) {
                throw new Refusal("high[" + i + "]", high.get(i), "must be finite and positive", "");
            }
            agents.add(new Agent("agent " + (i + 1), TypeDistribution.Uniform.of(0, high.get(i))));
        }
        return agents;
    }

    /** Agents {@code agent 1, agent 2, ...} with a distribution each. */
    public static List<Agent> named(List<? extends TypeDistribution> types) {
        return IntStream.range(0, types.size())
                .mapToObj(i -> new Agent("agent " + (i + 1), types.get(i)))
                .toList();
    }

    static void requireSome(int agents, int items) {
        if (agents < 1 || items < 1) {
            throw Refusal.of(
                    "agents = " + agents + " and items = " + items + " must each be at least 1",
                    "Maybe 3 agents and 2 items.");
        }
    }

    static String name(int agents, int items) {
        return "sequential sale of " + items + (items == 1 ? " item" : " items") + " to " + agents
                + (agents == 1 ? " agent" : " agents");
    }

    /**
     * The same sale by rank, to exchangeable agents: every round one item is kept (action 0) or sold to the agent with
     * the largest type of those who have none (action 1, as long as there is one).
     *
     * <p>Where weights are equal and boosts do not depend on who is who, agents without an item are interchangeable in all
     * that follows, so some optimal policy sells in this order; a second item for an agent is an item kept. A state is
     * the history of rounds that sold: {@code S = 2^items - 1} whatever {@code n}, less where {@code n < items}.
     *
     * @param agents whose types have one and the same distribution
     * @param items at least 1
     * @throws IllegalArgumentException if two agents' distributions differ
     */
    public static Environment ranked(List<Agent> agents, int items) {
        int n = agents.size();
        requireSome(n, items);
        for (Agent agent : agents) {
            if (!agent.types().equals(agents.get(0).types())) {
                throw Refusal.of(
                        agent.name() + " and " + agents.get(0).name()
                                + " draw their types from different distributions, and exchangeable"
                                + " agents must have the same",
                        "Maybe environment.types: uniform.");
            }
        }
        List<int[]> histories = HistoryTree.of(2, items).stream()
                .filter(history -> Arrays.stream(history).sum() <= n)
                .toList();
        Transitions.Builder transitions = new Transitions.Builder(histories.size(), 2);
        int child = 1;
        for (int s = 0; s < histories.size(); s++) {
            int sold = Arrays.stream(histories.get(s)).sum();
            for (int a = 0; a <= (sold < n ? 1 : 0); a++) {
                if (histories.get(s).length < items - 1) {
                    transitions.to(s, a, child++, 1);
                } else {
                    transitions.end(s, a);
                }
            }
        }
        Mdp mdp = new Mdp(
                histories.stream()
                        .map(history -> HistoryTree.describe(history, "round", a -> a == 0 ? "kept" : "sold"))
                        .toList(),
                List.of("keep", "sell to the highest"),
                transitions.build(),
                HistoryTree.initial(histories),
                new Horizon.Finite());
        RewardMap.Builder rewards = RewardMap.Builder.ranked(n, mdp.pairCount());
        for (int pair = 0; pair < mdp.pairCount(); pair++) {
            if (mdp.actionOf(pair) == 1) {
                int sold = Arrays.stream(histories.get(mdp.stateOf(pair))).sum();
                rewards.add(pair, sold, 0, 1);
            }
        }
        return new Environment(
                name(n, items) + ", by rank", mdp, agents, rewards.build(), Reals.filled(mdp.pairCount(), 0));
    }

    private static RewardMap rewards(List<int[]> histories, int agents) {
        RewardMap.Builder builder = new RewardMap.Builder(agents, histories.size() * (agents + 1));
        for (int s = 0; s < histories.size(); s++) {
            for (int i = 0; i < agents; i++) {
                int winner = i + 1;
                if (Arrays.stream(histories.get(s)).noneMatch(past -> past == winner)) {
                    builder.add(s * (agents + 1) + winner, i, 0, 1);
                }
            }
        }
        return builder.build();
    }
}
