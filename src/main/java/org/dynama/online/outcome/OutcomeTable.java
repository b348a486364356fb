package org.dynama.online.outcome;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import org.dynama.refusal.Refusal;

/**
 * Outcomes that are listed one by one: anything that has no structure of its own. Cost: {@code O(n W)} for {@code W}
 * outcomes.
 *
 * @param allocations number of allocations {@code S}
 * @param outcomes shape {@code [W][n]}; each agent's allocation, from 0
 */
public record OutcomeTable(int allocations, List<List<Integer>> outcomes) implements Outcomes {

    public OutcomeTable {
        outcomes = outcomes.stream().map(List::copyOf).toList();
        if (outcomes.isEmpty() || outcomes.get(0).isEmpty()) {
            throw Refusal.of("outcomes must have at least one entry, for at least one agent", "");
        }
        int n = outcomes.get(0).size();
        for (int k = 0; k < outcomes.size(); k++) {
            if (outcomes.get(k).size() != n) {
                throw new Refusal(
                        "outcomes[" + k + "]",
                        "",
                        "has " + outcomes.get(k).size() + " allocations and must have one for each of " + n + " agents",
                        "");
            }
            for (int s : outcomes.get(k)) {
                if (s < 0 || s >= allocations) {
                    throw new Refusal(
                            "outcomes[" + k + "]",
                            "",
                            "has allocation " + s + " and must have one of the " + allocations,
                            "");
                }
            }
        }
    }

    @Override
    public int agents() {
        return outcomes.get(0).size();
    }

    @Override
    public int designerComponents() {
        return outcomes.size();
    }

    @Override
    public double designer(double[] designer, int[] outcome) {
        return designer[outcome[agents()]];
    }

    @Override
    public void components(int[] outcome, IntConsumer each) {
        each.accept(outcome[agents()]);
    }

    private int[] outcome(int index) {
        int n = agents();
        int[] outcome = new int[n + 1];
        for (int i = 0; i < n; i++) {
            outcome[i] = outcomes.get(index).get(i);
        }
        outcome[n] = index;
        return outcome;
    }

    /** The outcome that shows most of what is missing, again and again. */
    @Override
    public int[][] exploration(boolean designer) {
        List<int[]> rounds = new ArrayList<>();
        Set<Integer> missing = new HashSet<>();
        for (int index = 0; index < outcomes.size(); index++) {
            missing.addAll(shown(index));
            if (designer) {
                rounds.add(outcome(index));
            }
        }
        while (!designer && !missing.isEmpty()) {
            int best = 0;
            long most = -1;
            for (int index = 0; index < outcomes.size(); index++) {
                long fresh = shown(index).stream().filter(missing::contains).count();
                if (fresh > most) {
                    most = fresh;
                    best = index;
                }
            }
            missing.removeAll(Set.copyOf(shown(best)));
            rounds.add(outcome(best));
        }
        return rounds.toArray(int[][]::new);
    }

    private List<Integer> shown(int index) {
        List<Integer> shown = new ArrayList<>();
        for (int i = 0; i < agents(); i++) {
            shown.add(i * allocations + outcomes.get(index).get(i));
        }
        return shown;
    }

    @Override
    public Maximizer maximizer() {
        return new Listing(this);
    }

    private static final class Listing implements Maximizer {
        private final int[][] outcomes;
        private final int agents;
        private final int allocations;

        Listing(OutcomeTable space) {
            agents = space.agents();
            allocations = space.allocations;
            outcomes = new int[space.outcomes.size()][];
            for (int index = 0; index < outcomes.length; index++) {
                outcomes[index] = space.outcome(index);
            }
        }

        private double total(double[] values, double[] designer, int index) {
            double total = designer[index];
            for (int i = 0; i < agents; i++) {
                total += values[i * allocations + outcomes[index][i]];
            }
            return total;
        }

        @Override
        public double best(double[] values, double[] designer, int[] outcome) {
            double most = Double.NEGATIVE_INFINITY;
            for (int index = 0; index < outcomes.length; index++) {
                double total = total(values, designer, index);
                if (total > most) {
                    most = total;
                    System.arraycopy(outcomes[index], 0, outcome, 0, agents + 1);
                }
            }
            return most;
        }

        @Override
        public void bestWithout(double[] values, double[] designer, double[] without) {
            for (int i = 0; i < agents; i++) {
                without[i] = Double.NEGATIVE_INFINITY;
            }
            for (int index = 0; index < outcomes.length; index++) {
                double total = total(values, designer, index);
                for (int i = 0; i < agents; i++) {
                    without[i] = Math.max(without[i], total - values[i * allocations + outcomes[index][i]]);
                }
            }
        }
    }
}
