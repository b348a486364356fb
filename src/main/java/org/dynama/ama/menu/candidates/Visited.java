package org.dynama.ama.menu.candidates;

import java.util.Arrays;

/**
 * A policy by how often it visits its pairs, or by weights of its actions in each state.
 *
 * @param pairs in ascending order
 * @param visits positive
 */
@SuppressWarnings("ArrayRecordComponent")
record Visited(int[] pairs, double[] visits) {
    /** Those of any pair. */
    double visits(int pair) {
        int at = Arrays.binarySearch(pairs, pair);
        return at < 0 ? 0 : visits[at];
    }
}
