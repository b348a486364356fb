package org.dynama.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.dynama.model.Agent;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.dynama.refusal.Refusal;

/**
 * The sale of {@link SequentialSales} without its history: a state is the round and the set of agents who hold an item.
 *
 * <p>Who won when earns nobody anything, and a second item is worth nothing, so holders are not sold to again. Any policy
 * of the tree has one here that earns all agents the same, and the other way round.
 * {@code S = sum_{t < items} sum_{k <= t} C(n, k)}: 630 states for 10 agents and 5 items, where the tree has 16,105.
 */
final class HoldersSale {
    /** State-action pairs beyond this many are more than tables should hold. */
    private static final int LARGEST = 4_000_000;

    private final List<Agent> agents;
    private final int items;
    private final Map<List<Integer>, Integer> states = new LinkedHashMap<>();

    private HoldersSale(List<Agent> agents, int items) {
        this.agents = agents;
        this.items = items;
    }

    /**
     * The sale.
     *
     * @param agents whose types are one number each
     * @param items at least 1
     * @throws Refusal if there are more than {@value #LARGEST} state-action pairs
     */
    static Environment of(List<Agent> agents, int items) {
        SequentialSales.requireSome(agents.size(), items);
        return new HoldersSale(List.copyOf(agents), items).build();
    }

    private Environment build() {
        int n = agents.size();
        number();
        Transitions.Builder transitions = new Transitions.Builder(states.size(), n + 1);
        states.forEach((state, s) -> {
            for (int a = 0; a <= n; a++) {
                List<Integer> next = after(state, a);
                if (next.isEmpty()) {
                    continue;
                }
                if (next.get(0) < items) {
                    transitions.to(s, a, Objects.requireNonNull(states.get(next), "a numbered state"), 1);
                } else {
                    transitions.end(s, a);
                }
            }
        });
        double[] initial = new double[states.size()];
        initial[0] = 1;
        Mdp mdp = new Mdp(
                states.keySet().stream().map(HoldersSale::describe).toList(),
                SequentialSales.actions(agents),
                transitions.build(),
                Reals.of(initial),
                new Horizon.Finite());
        RewardMap.Builder rewards = new RewardMap.Builder(n, mdp.pairCount());
        for (int pair = 0; pair < mdp.pairCount(); pair++) {
            if (mdp.actionOf(pair) > 0) {
                rewards.add(pair, mdp.actionOf(pair) - 1, 0, 1);
            }
        }
        Reals designer = Reals.filled(mdp.pairCount(), 0);
        return new Environment(SequentialSales.name(n, items), mdp, agents, rewards.build(), designer);
    }

    /** Numbers all states, round by round: the round from 0, then the holders from 1, in order. */
    private void number() {
        List<List<Integer>> round = List.of(List.of(0));
        for (int t = 0; t < items; t++) {
            round.forEach(state -> states.put(state, states.size()));
            Map<List<Integer>, Boolean> next = new LinkedHashMap<>();
            for (List<Integer> state : round) {
                for (int a = 0; a <= agents.size() && t < items - 1; a++) {
                    List<Integer> entered = after(state, a);
                    if (!entered.isEmpty()) {
                        next.put(entered, true);
                    }
                }
                if ((double) (states.size() + next.size()) * (agents.size() + 1) > LARGEST) {
                    throw Refusal.of(
                            "agents = " + agents.size() + " and items = " + items + " make more than " + LARGEST
                                    + " state-action pairs, even without histories",
                            "Maybe fewer agents or items.");
                }
            }
            round = new ArrayList<>(next.keySet());
        }
    }

    /** The state after an action; empty where it sells to a holder. */
    private static List<Integer> after(List<Integer> state, int action) {
        int[] next = new int[state.size() + (action > 0 ? 1 : 0)];
        for (int k = 1; k < state.size(); k++) {
            if (state.get(k) == action) {
                return List.of();
            }
            next[k] = state.get(k);
        }
        if (action > 0) {
            next[next.length - 1] = action;
            Arrays.sort(next, 1, next.length);
        }
        next[0] = state.get(0) + 1;
        return Arrays.stream(next).boxed().toList();
    }

    private static String describe(List<Integer> state) {
        String holders = state.stream().skip(1).map(agent -> "agent " + agent).collect(Collectors.joining(", "));
        return "round " + (state.get(0) + 1) + (holders.isEmpty() ? "" : ", held by " + holders);
    }
}
