package org.dynama.online.outcome;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.dynama.refusal.Refusal;

/**
 * Service levels under capacities: a platform gives each agent a level, and what all levels take together of each resource may
 * not exceed what there is. Level 0 is no service and takes nothing.
 *
 * @param demand shape {@code [n][S][R]}; units of each resource that each level takes for each agent; {@code demand[i][0] = 0}
 * @param capacity shape {@code [R]}; of each resource, at least the largest demand
 * @see <a href="https://jmlr.org/papers/v24/20-1226.html">Kandasamy et al. (2023), Example 1</a>
 */
public record ServiceLevels(List<List<List<Integer>>> demand, List<Integer> capacity) implements Outcomes {
    /** The maximizer tries all that may be left of all resources. */
    private static final double MOST_REMAINDERS = 1e6;

    public ServiceLevels {
        demand = demand.stream()
                .map(agent -> agent.stream().map(List::copyOf).toList())
                .toList();
        capacity = List.copyOf(capacity);
        if (demand.isEmpty() || capacity.isEmpty()) {
            throw Refusal.of(
                    "agents = " + demand.size() + " and resources = " + capacity.size() + " must be at least 1", "");
        }
        double remainders = capacity.stream().mapToDouble(units -> units + 1.0).reduce(1, (a, b) -> a * b);
        if (remainders > MOST_REMAINDERS) {
            throw new Refusal(
                    "capacity",
                    capacity,
                    String.format(
                            Locale.ROOT,
                            "leaves %,.0f different remainders, and at most %,.0f can be tried",
                            remainders,
                            MOST_REMAINDERS),
                    "Maybe count in larger units.");
        }
        for (List<List<Integer>> agent : demand) {
            requireLevels(agent, demand.get(0).size(), capacity);
        }
    }

    private static void requireLevels(List<List<Integer>> levels, int count, List<Integer> capacity) {
        if (levels.size() != count || count < 2 || levels.get(0).stream().anyMatch(units -> units != 0)) {
            throw new Refusal(
                    "demand", levels, "must start with no service, have another level, and as many for each agent", "");
        }
        for (List<Integer> level : levels) {
            if (level.size() != capacity.size()) {
                throw new Refusal(
                        "demand", level, "must have one entry for each of " + capacity.size() + " resources", "");
            }
            for (int r = 0; r < capacity.size(); r++) {
                int units = level.get(r);
                if (units < 0 || units > capacity.get(r)) {
                    throw new Refusal(
                            "demand",
                            units,
                            "must lie in [0, capacity = " + capacity.get(r) + "]",
                            "Maybe capacity: " + enough(capacity, r, units) + ".");
                }
            }
        }
    }

    /** As a spec would have it: a number of one resource, a list of several. */
    private static String enough(List<Integer> capacity, int resource, int units) {
        List<Integer> more = new ArrayList<>(capacity);
        more.set(resource, Math.max(units, capacity.get(resource)));
        return more.size() == 1 ? more.get(0).toString() : more.toString();
    }

    /** One resource, of which a level takes the same for everybody; {@code demand} has shape {@code [S]}. */
    public static ServiceLevels alike(int agents, List<Integer> demand, int capacity) {
        List<List<Integer>> levels = demand.stream().map(List::of).toList();
        return new ServiceLevels(Collections.nCopies(agents, levels), List.of(capacity));
    }

    /** Whether there is one resource, of which a level takes the same for everybody. */
    public boolean isAlike() {
        return capacity.size() == 1 && demand.stream().distinct().count() == 1;
    }

    @Override
    public int agents() {
        return demand.size();
    }

    @Override
    public int allocations() {
        return demand.get(0).size();
    }

    /** Whether all can have their levels at once; {@code outcome} has shape {@code [n]} or one more. */
    public boolean fits(int[] outcome) {
        for (int r = 0; r < capacity.size(); r++) {
            int taken = 0;
            for (int i = 0; i < agents(); i++) {
                taken += demand.get(i).get(outcome[i]).get(r);
            }
            if (taken > capacity.get(r)) {
                return false;
            }
        }
        return true;
    }

    private record Wish(int agent, int level, int units) {}

    /** First fit, largest demands first. */
    @Override
    public int[][] exploration(boolean designer) {
        List<Wish> wishes = new ArrayList<>();
        for (int level = 1; level < allocations(); level++) {
            for (int i = 0; i < agents(); i++) {
                int units = demand.get(i).get(level).stream()
                        .mapToInt(Integer::intValue)
                        .sum();
                wishes.add(new Wish(i, level, units));
            }
        }
        wishes.sort(Comparator.comparing((Wish wish) -> -wish.units));
        List<int[]> rounds = new ArrayList<>();
        while (!wishes.isEmpty()) {
            int[] outcome = new int[agents() + 1];
            wishes.removeIf(wish -> {
                boolean isFree = outcome[wish.agent] == 0;
                outcome[wish.agent] = isFree ? wish.level : outcome[wish.agent];
                boolean fits = isFree && fits(outcome);
                outcome[wish.agent] = isFree && !fits ? 0 : outcome[wish.agent];
                return fits;
            });
            rounds.add(outcome);
        }
        return rounds.toArray(int[][]::new);
    }

    @Override
    public Maximizer maximizer() {
        return new Knapsack(this);
    }
}
