package org.dynama.solver.sparse;

import java.util.Arrays;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Transitions;

/**
 * The states that runs can reach, in the order in which a search from the initial ones leaves them for good, so that most
 * successors come earlier; pairs and entries in one piece each, probabilities times the discount. Shared by all profiles.
 *
 * <p>Numbers in here are positions: a state {@code k}, a pair {@code j}, the pairs of a state in the order of their actions.
 */
final class SparseGraph {
    final Mdp mdp;
    final int states;
    /** The MDP's state, and its pair, by position. */
    final int[] stateAt;

    final int[] pairAt;
    /** By state of the MDP; -1 where no run can come. */
    final int[] positionOf;
    /** The positions of a state's pairs, {@code S + 1}; of a pair's entries. */
    final int[] pairs;

    final int[] entries;
    final int[] next;
    final double[] probability;
    /** By pair, how far its probabilities are from summing to one, where nobody divides by their sum. */
    final double[] imbalance;

    final double[] initial;
    final double discount;
    /** Whether numbers are per period. */
    final boolean average;
    /** Whether an action ends the run. */
    final boolean leaks;

    SparseGraph(Mdp mdp) {
        this.mdp = mdp;
        discount = mdp.horizon().discount();
        average = mdp.horizon() instanceof Horizon.AverageReward;
        stateAt = order(mdp);
        states = stateAt.length;
        positionOf = new int[mdp.stateCount()];
        Arrays.fill(positionOf, -1);
        pairs = new int[states + 1];
        initial = new double[states];
        Transitions transitions = mdp.transitions();
        int entryCount = 0;
        for (int k = 0; k < states; k++) {
            int s = stateAt[k];
            positionOf[s] = k;
            initial[k] = mdp.initial().get(s);
            pairs[k + 1] = pairs[k];
            for (int p = transitions.firstPair(s); p < transitions.endPair(s); p++) {
                pairs[k + 1]++;
                entryCount += transitions.end(p) - transitions.begin(p);
            }
        }
        pairAt = new int[pairs[states]];
        entries = new int[pairAt.length + 1];
        next = new int[entryCount];
        probability = new double[entryCount];
        imbalance = new double[pairAt.length];
        leaks = fill();
    }

    /** Fills in pairs and entries; whether any pair has none. */
    private boolean fill() {
        Transitions transitions = mdp.transitions();
        boolean ends = false;
        int j = 0;
        for (int k = 0; k < states; k++) {
            for (int p = transitions.firstPair(stateAt[k]); p < transitions.endPair(stateAt[k]); p++) {
                int e = entries[j];
                // A lone successor is certain.
                boolean certain = transitions.end(p) == transitions.begin(p) + 1;
                double scale = scale(p);
                for (int m = transitions.begin(p); m < transitions.end(p); m++) {
                    next[e] = positionOf[transitions.next(m)];
                    probability[e++] = certain ? discount : transitions.probability(m) * scale;
                }
                ends |= e == entries[j];
                pairAt[j] = p;
                imbalance[j] = average ? 0 : transitions.imbalance(p);
                entries[++j] = e;
            }
        }
        return ends;
    }

    /** Long-run shares of periods need probabilities that sum to one. */
    private double scale(int pair) {
        Transitions transitions = mdp.transitions();
        double sum = 0;
        for (int m = transitions.begin(pair); m < transitions.end(pair) && average; m++) {
            sum += transitions.probability(m);
        }
        return average ? 1 / sum : discount;
    }

    /** The states that can be reached, each after those that a search from it meets first. */
    private static int[] order(Mdp mdp) {
        Transitions transitions = mdp.transitions();
        int[] order = new int[mdp.stateCount()];
        int[] walk = new int[order.length];
        int[] entry = new int[order.length];
        Arrays.fill(entry, -1);
        int found = 0;
        for (int first = 0; first < order.length; first++) {
            if (mdp.initial().get(first) == 0 || entry[first] >= 0) {
                continue;
            }
            int depth = 0;
            walk[depth++] = first;
            entry[first] = transitions.begin(transitions.firstPair(first));
            while (depth > 0) {
                int s = walk[depth - 1];
                if (entry[s] == transitions.end(transitions.endPair(s) - 1)) {
                    order[found++] = s;
                    depth--;
                } else {
                    int next = transitions.next(entry[s]++);
                    if (entry[next] < 0) {
                        entry[next] = transitions.begin(transitions.firstPair(next));
                        walk[depth++] = next;
                    }
                }
            }
        }
        return Arrays.copyOf(order, found);
    }
}
