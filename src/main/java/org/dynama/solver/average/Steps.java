package org.dynama.solver.average;

import org.dynama.model.Transitions;

/**
 * Where pairs lead to another state, with probabilities that are divided by their sum. Staying is what is left: nobody
 * subtracts a probability from one, so that rare steps keep all their digits.
 */
final class Steps {
    private final int[] offsets;
    private final int[] next;
    private final double[] probability;

    Steps(Transitions transitions) {
        offsets = new int[transitions.pairs() + 1];
        next = new int[transitions.end(transitions.pairs() - 1)];
        probability = new double[next.length];
        int used = 0;
        for (int p = 0; p < transitions.pairs(); p++) {
            double sum = 0;
            for (int k = transitions.begin(p); k < transitions.end(p); k++) {
                sum += transitions.probability(k);
            }
            for (int k = transitions.begin(p); k < transitions.end(p); k++) {
                if (transitions.next(k) != transitions.stateOf(p)) {
                    next[used] = transitions.next(k);
                    probability[used++] = transitions.probability(k) / sum;
                }
            }
            offsets[p + 1] = used;
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
