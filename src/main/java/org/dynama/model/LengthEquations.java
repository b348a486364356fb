package org.dynama.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The expected lengths of one policy's runs, {@code h = 1 + P h}, by taking one state after another out of the chain, the one
 * with the fewest ways in and out first. Nothing is subtracted, so that lengths are right to a few roundings a state, however
 * rarely a run ends.
 *
 * @see <a href="https://doi.org/10.1287/opre.33.5.1107">Grassmann, Taksar and Heyman (1985), Regenerative analysis and steady state
 *     distributions for Markov chains</a>
 */
final class LengthEquations {
    /** Probabilities at a time beside those that there were: some hundreds of megabytes at worst. */
    private static final int MOST_FILLED = 4_000_000;

    private record Turn(long cost, int state) implements Comparable<Turn> {
        @Override
        public int compareTo(Turn other) {
            return cost != other.cost ? Long.compare(cost, other.cost) : Integer.compare(state, other.state);
        }
    }

    /** By state, where it leads and who leads to it, of those that are left; probabilities are the rows'. */
    private final List<TreeMap<Integer, Double>> rows = new ArrayList<>();

    private final List<TreeSet<Integer>> columns = new ArrayList<>();
    private final double[] earned;
    private final double[] leak;
    private int filled;

    private LengthEquations(Mdp mdp, int[] policy) {
        int states = policy.length;
        earned = new double[states];
        leak = new double[states];
        Arrays.fill(earned, 1);
        for (int s = 0; s < states; s++) {
            rows.add(new TreeMap<>());
            columns.add(new TreeSet<>());
        }
        Transitions transitions = mdp.transitions();
        for (int s = 0; s < states; s++) {
            leak[s] = transitions.begin(policy[s]) == transitions.end(policy[s]) ? 1 : 0;
            for (int k = transitions.begin(policy[s]); k < transitions.end(policy[s]); k++) {
                add(s, transitions.next(k), transitions.probability(k));
            }
        }
    }

    private void add(int from, int to, double probability) {
        rows.get(from).merge(to, probability, Double::sum);
        filled += columns.get(to).add(from) ? 1 : 0;
    }

    /**
     * Solves the equations.
     *
     * @param policy by state, its pair; one that ends every run
     * @param lengths receives them
     * @return false where too many numbers fill in
     */
    static boolean solve(Mdp mdp, int[] policy, double[] lengths) {
        return new LengthEquations(mdp, policy).solve(lengths);
    }

    private boolean solve(double[] lengths) {
        int states = lengths.length;
        int[] order = new int[states];
        int done = 0;
        PriorityQueue<Turn> turns = new PriorityQueue<>();
        for (int s = 0; s < states; s++) {
            turns.add(turn(s));
        }
        boolean[] taken = new boolean[states];
        while (done < states) {
            Turn next = turns.remove();
            int k = next.state;
            if (taken[k]) {
                continue;
            }
            Turn now = turn(k);
            if (now.cost > next.cost) {
                turns.add(now);
                continue;
            }
            taken[k] = true;
            order[done++] = k;
            eliminate(k);
            if (filled > MOST_FILLED) {
                return false;
            }
        }
        for (int at = states - 1; at >= 0; at--) {
            int k = order[at];
            double sum = earned[k];
            for (var entry : rows.get(k).entrySet()) {
                sum += entry.getValue() * lengths[entry.getKey()];
            }
            lengths[k] = sum;
        }
        return true;
    }

    private Turn turn(int s) {
        return new Turn((long) rows.get(s).size() * columns.get(s).size(), s);
    }

    /** Makes a state's row one of others that are left, and leads past it whoever comes there. */
    private void eliminate(int k) {
        rows.get(k).remove(k);
        columns.get(k).remove(k);
        double leaves = leak[k];
        for (double probability : rows.get(k).values()) {
            leaves += probability;
        }
        double scale = 1 / leaves;
        rows.get(k).replaceAll((next, probability) -> probability * scale);
        earned[k] *= scale;
        leak[k] *= scale;
        for (int next : rows.get(k).keySet()) {
            columns.get(next).remove(k);
        }
        for (int from : columns.get(k)) {
            double comes = rows.get(from).remove(k);
            filled--;
            earned[from] += comes * earned[k];
            leak[from] += comes * leak[k];
            rows.get(k).forEach((next, probability) -> add(from, next, comes * probability));
        }
    }
}
