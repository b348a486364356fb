package org.dynama.world;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.jspecify.annotations.Nullable;

/**
 * An auction whose items are handed out one after another: a stage is an item, and action {@code i > 0} gives it to agent
 * {@code i}, who earns component {@code j} of her type at stage {@code j}. What a state remembers is a rule's business; every
 * run takes as many actions as there are items, and states of a stage stand together, in the order in which they are found.
 */
final class AuctionLattice {
    /** What is remembered of the items handed out so far. */
    interface Memory {
        /** Before the first item. */
        List<Integer> start();

        /** After {@code item} has gone to agent {@code winner}, from 1, or to nobody; null where that may not be. */
        @Nullable
        List<Integer> after(List<Integer> before, int item, int winner);

        /** For people; empty at the start. */
        String describe(List<Integer> state);
    }

    private final int agents;
    private final List<List<List<Integer>>> stages;
    private final Memory memory;

    private AuctionLattice(int agents, List<List<List<Integer>>> stages, Memory memory) {
        this.agents = agents;
        this.stages = stages;
        this.memory = memory;
    }

    /**
     * All states that can be reached; null where tables with room for every winner in every state have more than {@code most} cells.
     *
     * @param most at least one
     */
    static @Nullable AuctionLattice of(int agents, int items, Memory memory, int most) {
        List<List<List<Integer>>> stages = new ArrayList<>(List.of(List.of(memory.start())));
        long states = 1;
        while (stages.size() < items) {
            Map<List<Integer>, Integer> next = new LinkedHashMap<>();
            int item = stages.size() - 1;
            for (List<Integer> state : stages.get(item)) {
                for (int winner = 0; winner <= agents; winner++) {
                    List<Integer> after = memory.after(state, item, winner);
                    if (after != null) {
                        next.putIfAbsent(after, next.size());
                    }
                }
                if ((states + next.size()) * (agents + 1) > most) {
                    return null;
                }
            }
            states += next.size();
            stages.add(List.copyOf(next.keySet()));
        }
        return states * (agents + 1) > most ? null : new AuctionLattice(agents, stages, memory);
    }

    /** The number of states. */
    int states() {
        return stages.stream().mapToInt(List::size).sum();
    }

    /** The size of tables that have room for every winner in every state, by which a form is chosen. */
    int cells() {
        return states() * (agents + 1);
    }

    /** Where actions lead. */
    Mdp mdp() {
        Transitions.Builder transitions = new Transitions.Builder(states(), agents + 1);
        forEach((state, winner, item, next) -> {
            if (next < 0) {
                transitions.end(state, winner);
            } else {
                transitions.to(state, winner, next, 1);
            }
        });
        double[] initial = new double[states()];
        initial[0] = 1;
        List<String> names = new ArrayList<>();
        for (int item = 0; item < stages.size(); item++) {
            for (List<Integer> state : stages.get(item)) {
                names.add("item " + (item + 1) + memory.describe(state));
            }
        }
        List<String> actions = new ArrayList<>(List.of("keep"));
        for (int i = 1; i <= agents; i++) {
            actions.add("to agent " + i);
        }
        return new Mdp(names, actions, transitions.build(), Reals.of(initial), new Horizon.Finite());
    }

    /** What agents earn. */
    RewardMap rewards(Mdp mdp) {
        RewardMap.Builder rewards = new RewardMap.Builder(agents, mdp.pairCount());
        forEach((state, winner, item, next) -> {
            if (winner > 0) {
                rewards.add(mdp.pair(state, winner), winner - 1, item, 1);
            }
        });
        return rewards.build();
    }

    private interface Visitor {
        /** @param next -1 after the last item */
        void visit(int state, int winner, int item, int next);
    }

    private void forEach(Visitor visitor) {
        int first = 0;
        for (int item = 0; item < stages.size(); item++) {
            int after = first + stages.get(item).size();
            Map<List<Integer>, Integer> places = new LinkedHashMap<>();
            if (item + 1 < stages.size()) {
                stages.get(item + 1).forEach(state -> places.put(state, after + places.size()));
            }
            for (int s = first; s < after; s++) {
                for (int winner = 0; winner <= agents; winner++) {
                    List<Integer> next = memory.after(stages.get(item).get(s - first), item, winner);
                    if (next != null) {
                        visitor.visit(s, winner, item, places.getOrDefault(next, -1));
                    }
                }
            }
            first = after;
        }
    }
}
