package org.dynama.solver.average;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.dynama.model.Transitions;

/**
 * Where pairs lead to another state, with probabilities that are divided by their sum. Staying is what is left: nobody
 * subtracts a probability from one, so that rare steps keep all their digits.
 */
final class Steps {
    private final int[] offsets;
    private final int[] next;
    private final double[] probability;

    /** The steps of all pairs. */
    Steps(Transitions transitions) {
        this(
                transitions,
                IntStream.range(0, transitions.states()).toArray(),
                0,
                IntStream.range(0, transitions.pairs()).toArray());
    }

    /**
     * The steps between groups of states, each of which counts as one state.
     *
     * @param groupOf by state
     * @param staying how many rows stay for ever; they come first
     * @param pairs of the rows that follow
     */
    Steps(Transitions transitions, int[] groupOf, int staying, int[] pairs) {
        offsets = new int[staying + pairs.length + 1];
        int entries = Arrays.stream(pairs)
                .map(pair -> transitions.end(pair) - transitions.begin(pair))
                .sum();
        next = new int[entries];
        probability = new double[entries];
        int used = 0;
        for (int row = 0; row < pairs.length; row++) {
            int pair = pairs[row];
            double sum = 0;
            for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
                sum += transitions.probability(k);
            }
            for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
                if (groupOf[transitions.next(k)] != groupOf[transitions.stateOf(pair)]) {
                    next[used] = groupOf[transitions.next(k)];
                    probability[used++] = transitions.probability(k) / sum;
                }
            }
            offsets[staying + row + 1] = used;
        }
    }

    int begin(int pair) {
        return offsets[pair];
    }

    int end(int pair) {
        return offsets[pair + 1];
    }

    /** Another state than the pair's. */
    int next(int k) {
        return next[k];
    }

    double probability(int k) {
        return probability[k];
    }
}
