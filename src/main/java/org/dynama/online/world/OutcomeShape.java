package org.dynama.online.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dynama.online.outcome.AdSlots;
import org.dynama.online.outcome.OutcomeTable;
import org.dynama.online.outcome.Outcomes;
import org.dynama.online.outcome.ServiceLevels;
import org.dynama.online.outcome.SingleItem;
import org.dynama.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** Outcomes of the spaces that come along, one by one, and the space that a list of outcomes is. */
final class OutcomeShape {
    private final Outcomes space;
    private final int most;
    private final List<int[]> all = new ArrayList<>();

    private OutcomeShape(Outcomes space, int most) {
        this.space = space;
        this.most = most;
    }

    /**
     * All outcomes, each of shape {@code [n + 1]}, nothing for everybody first.
     *
     * @throws Refusal if there are more than so many
     */
    static List<int[]> all(Outcomes space, int most) {
        OutcomeShape shape = new OutcomeShape(space, most);
        shape.extend(new int[space.agents() + 1], 0);
        return shape.all;
    }

    private void extend(int[] outcome, int from) {
        if (all.size() == most) {
            throw Refusal.of(
                    "more than " + most + " outcomes are too many for a market's file", "Maybe fewer agents or slots.");
        }
        all.add(outcome);
        for (int i = from; i < space.agents(); i++) {
            for (int s = 1; s < space.allocations(); s++) {
                int[] next = outcome.clone();
                next[i] = s;
                if (isPossible(next)) {
                    extend(next, i + 1);
                }
            }
        }
    }

    private boolean isPossible(int[] outcome) {
        int[] given =
                Arrays.stream(outcome, 0, space.agents()).filter(s -> s > 0).toArray();
        if (space instanceof SingleItem) {
            return given.length <= 1;
        } else if (space instanceof AdSlots) {
            return Arrays.stream(given).distinct().count() == given.length;
        }
        return ((ServiceLevels) space).fits(outcome);
    }

    /**
     * The space of which outcomes are all there are: one item, slots, levels under a capacity; else their table.
     *
     * @param allocations {@code S}
     * @param outcomes each of shape {@code [n]}
     * @param units that each takes of a capacity; empty where nothing is known of one
     */
    static Outcomes of(int allocations, List<List<Integer>> outcomes, List<Double> units) {
        int n = outcomes.get(0).size();
        Set<List<Integer>> known = new HashSet<>(outcomes);
        if (known.size() == outcomes.size()) {
            List<Outcomes> tried = new ArrayList<>();
            if (allocations == 2) {
                tried.add(new SingleItem(n));
            }
            tried.add(new AdSlots(n, allocations - 1));
            Outcomes levels = levels(allocations, outcomes, units);
            if (levels != null) {
                tried.add(0, levels);
            }
            for (Outcomes space : tried) {
                if (isAll(space, known)) {
                    return space;
                }
            }
        }
        return new OutcomeTable(allocations, outcomes);
    }

    private static boolean isAll(Outcomes space, Set<List<Integer>> known) {
        try {
            List<int[]> all = all(space, known.size());
            return all.size() == known.size()
                    && all.stream()
                            .allMatch(outcome -> known.contains(Arrays.stream(outcome, 0, space.agents())
                                    .boxed()
                                    .toList()));
        } catch (IllegalArgumentException tooMany) {
            return false;
        }
    }

    private static @Nullable Outcomes levels(int allocations, List<List<Integer>> outcomes, List<Double> units) {
        if (units.isEmpty()) {
            return null;
        }
        int[] demand = new int[allocations];
        int capacity = 0;
        for (int k = 0; k < outcomes.size(); k++) {
            List<Integer> given = outcomes.get(k).stream().filter(s -> s > 0).toList();
            int total = units.get(k).intValue();
            if (total != units.get(k) || (given.isEmpty() && total != 0)) {
                return null;
            }
            capacity = Math.max(capacity, total);
            if (given.size() == 1) {
                demand[given.get(0)] = total;
            }
        }
        for (int k = 0; k < outcomes.size(); k++) {
            if (outcomes.get(k).stream().mapToInt(s -> demand[s]).sum() != units.get(k)) {
                return null;
            }
        }
        return ServiceLevels.alike(
                outcomes.get(0).size(), Arrays.stream(demand).boxed().toList(), capacity);
    }
}
