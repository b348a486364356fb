package org.dynama.learned.world;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dynama.model.Reals;

/**
 * What is public in a world whose goods are sold whole: who had which of them before, as far as it matters for what follows,
 * and to whom each may go now.
 *
 * <p>A state is a history of use, shape {@code [n, m]} of counts: of a bandit auction how often each agent had each good, of
 * fixed sales who had one, of a service nothing. An assignment says of each good who gets it, from 1, or 0 for nobody.
 */
final class WholeGoods {
    private final World world;
    private final List<List<Integer>> histories = new ArrayList<>();
    private final Map<List<Integer>, Integer> numbers = new HashMap<>();
    private final int[][] assignments;

    WholeGoods(World world) {
        this.world = world;
        int n = world.agents();
        assignments = new int[(int) Math.round(Math.pow(n + 1, world.goods()))][world.goods()];
        for (int a = 0; a < assignments.length; a++) {
            int rest = a;
            for (int k = world.goods() - 1; k >= 0; k--) {
                assignments[a][k] = rest % (n + 1);
                rest /= n + 1;
            }
        }
        number(Collections.nCopies(n * world.goods(), 0));
        for (int s = 0; s < histories.size(); s++) {
            for (int[] assignment : assignments) {
                number(after(histories.get(s), assignment));
            }
        }
    }

    private int number(List<Integer> history) {
        return numbers.computeIfAbsent(history, fresh -> {
            histories.add(fresh);
            return histories.size() - 1;
        });
    }

    /** How many entries a market's file would have for each period, before anything is made. */
    static double entries(World world) {
        int n = world.agents();
        double each = uses(n, world.periods());
        double states = world.dynamics()
                .match(
                        bandit -> Math.pow(each, world.goods()),
                        fixedSales -> Math.min(each, Math.pow(2, n)),
                        habit -> 1.0);
        return states * Math.pow(n + 1, world.goods());
    }

    /** In how many ways fewer than {@code periods} uses of one good fall to agents. */
    private static double uses(int agents, int periods) {
        double count = 1;
        for (int t = 1; t < periods; t++) {
            count *= (t + agents) / (double) t;
        }
        return count;
    }

    int states() {
        return histories.size();
    }

    int actions() {
        return assignments.length;
    }

    /** Who gets which good, from 1, or 0. */
    int[] assignment(int a) {
        return assignments[a];
    }

    /** How often an agent had a good in a state. */
    int used(int state, int agent, int good) {
        return histories.get(state).get(agent * world.goods() + good);
    }

    /** The state after an assignment. */
    int next(int state, int a) {
        return number(after(histories.get(state), assignments[a]));
    }

    /** What nobody will ever get to, as a last period is over, is not told apart. */
    private List<Integer> after(List<Integer> history, int[] assignment) {
        List<Integer> next = new ArrayList<>(history);
        for (int k = 0; k < assignment.length; k++) {
            if (assignment[k] > 0) {
                int at = (assignment[k] - 1) * world.goods() + k;
                boolean counts = world.dynamics()
                        .match(
                                bandit -> total(history, assignment.length, at) < world.periods() - 1,
                                fixedSales -> history.get(at) == 0 && total(history, 1, 0) < world.periods() - 1,
                                habit -> false);
                next.set(at, history.get(at) + (counts ? 1 : 0));
            }
        }
        return next;
    }

    private static int total(List<Integer> history, int goods, int at) {
        int sum = 0;
        for (int k = at % goods; k < history.size(); k += goods) {
            sum += history.get(k);
        }
        return sum;
    }

    /** Whether an agent has some use of what an assignment gives her of a good. */
    boolean consumes(int state, int a, int agent, int good) {
        return assignments[a][good] == agent + 1 && !(world.dynamics().unitDemand() && used(state, agent, 0) > 0);
    }

    /** What the designer pays for an assignment. */
    double cost(int a) {
        double cost = 0;
        for (int k = 0; k < world.goods(); k++) {
            int winner = assignments[a][k];
            cost += winner > 0 ? world.costs().get((winner - 1) * world.goods() + k) : 0;
        }
        return cost;
    }

    /** What people call a state. */
    String state(int s) {
        List<String> used = new ArrayList<>();
        for (int i = 0; i < world.agents(); i++) {
            for (int k = 0; k < world.goods(); k++) {
                int times = used(s, i, k);
                String good = world.goods() > 1 ? " had good " + (k + 1) : " had it";
                if (times > 0) {
                    used.add("agent " + (i + 1) + good + (times > 1 ? " " + times + " times" : ""));
                }
            }
        }
        return used.isEmpty() ? "nothing used" : String.join(", ", used);
    }

    /** What people call an assignment. */
    String action(int a) {
        List<String> sales = new ArrayList<>();
        for (int k = 0; k < world.goods(); k++) {
            int winner = assignments[a][k];
            if (winner > 0) {
                sales.add((world.goods() > 1 ? "good " + (k + 1) + " to agent " : "sell to agent ") + winner);
            }
        }
        return sales.isEmpty() ? "keep" : sales.stream().collect(Collectors.joining(", "));
    }

    /** What the same amount counts in a period, from 0. */
    Reals weights() {
        double[] weights = new double[world.periods()];
        for (int t = 0; t < weights.length; t++) {
            weights[t] = Math.pow(world.discount(), t);
        }
        return Reals.of(weights);
    }
}
