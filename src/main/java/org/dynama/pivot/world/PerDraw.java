package org.dynama.pivot.world;

import java.util.Arrays;
import java.util.BitSet;
import org.dynama.model.Transitions;

/**
 * Tables of a period with an action {@code a * Z + z} for each action {@code a} and draw {@code z}: within a draw, actions keep
 * their order.
 *
 * @param draws {@code Z}
 * @param actions {@code A}
 */
record PerDraw(int draws, int actions) {

    /** Feasible sets, shape {@code [S, Z]}, each with its draw's actions. */
    int[][] sets(int[][] sets) {
        int[][] own = new int[sets.length][];
        for (int row = 0; row < own.length; row++) {
            int z = row % draws;
            own[row] = Arrays.stream(sets[row]).map(a -> a * draws + z).toArray();
        }
        return own;
    }

    /** What some draw leaves in each public state, with all agents or without one. */
    int[][] used(int[][] feasible, int[][][] without) {
        int[][] used = new int[feasible.length / draws][];
        for (int s = 0; s < used.length; s++) {
            BitSet union = new BitSet();
            for (int row = s * draws; row < (s + 1) * draws; row++) {
                Arrays.stream(feasible[row]).forEach(union::set);
                for (int[][] sets : without) {
                    Arrays.stream(sets[row]).forEach(union::set);
                }
            }
            used[s] = union.stream().toArray();
        }
        return used;
    }

    /** Rows by state-action pair, each as often as there are draws. */
    double[] rows(double[] table, int width) {
        double[] own = new double[table.length * draws];
        for (int row = 0; row < own.length / width; row++) {
            System.arraycopy(table, row / draws * width, own, row * width, width);
        }
        return own;
    }

    /** The same of numbers. */
    int[] numbers(int[] table) {
        int[] own = new int[table.length * draws];
        Arrays.setAll(own, row -> table[row / draws]);
        return own;
    }

    /** The same of successors. */
    Transitions next(Transitions next) {
        Transitions.Builder own = new Transitions.Builder(next.states(), actions * draws);
        for (int pair = 0; pair < next.pairs(); pair++) {
            for (int z = 0; z < draws; z++) {
                int action = next.actionOf(pair) * draws + z;
                for (int k = next.begin(pair); k < next.end(pair); k++) {
                    own.to(next.stateOf(pair), action, next.next(k), next.probability(k));
                }
            }
        }
        return own.build();
    }
}
