package org.dynama.online.outcome;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dynama.refusal.Refusal;

/**
 * Service levels under a capacity: a platform gives each agent a level, and the units that all levels take together may
 * not exceed what there is. Level 0 is no service and takes nothing.
 *
 * <p>The maximizer is dynamic programming over the units left, forwards and backwards over agents, so that all prices
 * cost {@code O(n S C)} like the optimum itself.
 *
 * @param agents at least 1
 * @param demand shape {@code [S]}; units that each level takes; {@code demand[0] = 0}
 * @param capacity at least the largest demand
 * @see <a href="https://jmlr.org/papers/v24/20-1226.html">Kandasamy et al. (2023), Example 1</a>
 */
public record ServiceLevels(int agents, List<Integer> demand, int capacity) implements Outcomes {

    public ServiceLevels {
        demand = List.copyOf(demand);
        if (agents < 1 || demand.size() < 2 || demand.get(0) != 0) {
            throw Refusal.of(
                    "agents = " + agents + " must be at least 1, and demand = " + demand
                            + " must start with 0 and have another level",
                    "");
        }
        for (int units : demand) {
            if (units < 0 || units > capacity) {
                throw new Refusal(
                        "demand",
                        units,
                        "must lie in [0, capacity = " + capacity + "]",
                        "Maybe capacity: " + Math.max(units, capacity) + ".");
            }
        }
    }

    @Override
    public int allocations() {
        return demand.size();
    }

    private record Wish(int agent, int level) {}

    /** First fit, largest demands first. */
    @Override
    public int[][] exploration(boolean designer) {
        List<Wish> wishes = new ArrayList<>();
        for (int level = 1; level < demand.size(); level++) {
            for (int i = 0; i < agents; i++) {
                wishes.add(new Wish(i, level));
            }
        }
        wishes.sort(Comparator.comparing((Wish wish) -> -demand.get(wish.level)));
        List<int[]> rounds = new ArrayList<>();
        while (!wishes.isEmpty()) {
            int[] outcome = new int[agents + 1];
            int[] left = {capacity};
            wishes.removeIf(wish -> {
                boolean fits = outcome[wish.agent] == 0 && demand.get(wish.level) <= left[0];
                if (fits) {
                    outcome[wish.agent] = wish.level;
                    left[0] -= demand.get(wish.level);
                }
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

    private static final class Knapsack implements Maximizer {
        private final int agents;
        private final int levels;
        private final int capacity;
        private final int[] demand;
        /** Shape {@code [n + 1][C + 1]}: the most that the first agents get from so many units. */
        private final double[][] forward;
        /** The most that agents {@code i..} get. */
        private final double[][] backward;

        Knapsack(ServiceLevels space) {
            agents = space.agents;
            levels = space.allocations();
            capacity = space.capacity;
            demand = space.demand.stream().mapToInt(Integer::intValue).toArray();
            forward = new double[agents + 1][capacity + 1];
            backward = new double[agents + 1][capacity + 1];
        }

        private double worth(double[] values, double[] designer, int i, int s) {
            return values[i * levels + s] + designer[i * levels + s];
        }

        private void sweepBackward(double[] values, double[] designer) {
            for (int i = agents - 1; i >= 0; i--) {
                for (int units = 0; units <= capacity; units++) {
                    double most = Double.NEGATIVE_INFINITY;
                    for (int s = 0; s < levels; s++) {
                        if (demand[s] <= units) {
                            most = Math.max(most, worth(values, designer, i, s) + backward[i + 1][units - demand[s]]);
                        }
                    }
                    backward[i][units] = most;
                }
            }
        }

        private void sweepForward(double[] values, double[] designer) {
            for (int i = 0; i < agents; i++) {
                for (int units = 0; units <= capacity; units++) {
                    double most = Double.NEGATIVE_INFINITY;
                    for (int s = 0; s < levels; s++) {
                        if (demand[s] <= units) {
                            most = Math.max(most, worth(values, designer, i, s) + forward[i][units - demand[s]]);
                        }
                    }
                    forward[i + 1][units] = most;
                }
            }
        }

        @Override
        public double best(double[] values, double[] designer, int[] outcome) {
            sweepBackward(values, designer);
            int units = capacity;
            for (int i = 0; i < agents; i++) {
                int chosen = 0;
                double most = Double.NEGATIVE_INFINITY;
                for (int s = 0; s < levels; s++) {
                    double total = demand[s] > units
                            ? Double.NEGATIVE_INFINITY
                            : worth(values, designer, i, s) + backward[i + 1][units - demand[s]];
                    if (total > most) {
                        most = total;
                        chosen = s;
                    }
                }
                outcome[i] = chosen;
                units -= demand[chosen];
            }
            return backward[0][capacity];
        }

        @Override
        public void bestWithout(double[] values, double[] designer, double[] without) {
            sweepBackward(values, designer);
            sweepForward(values, designer);
            for (int i = 0; i < agents; i++) {
                double most = Double.NEGATIVE_INFINITY;
                for (int s = 0; s < levels; s++) {
                    int left = capacity - demand[s];
                    for (int units = 0; units <= left; units++) {
                        most = Math.max(
                                most, designer[i * levels + s] + forward[i][units] + backward[i + 1][left - units]);
                    }
                }
                without[i] = most;
            }
        }
    }
}
