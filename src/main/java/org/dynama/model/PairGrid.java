package org.dynama.model;

import java.util.Arrays;

/**
 * The cells {@code s * A + a} of a table with room for every action in every state: what files name pairs by, whatever pairs
 * there are.
 */
public final class PairGrid {
    private final Transitions transitions;
    private final long cells;

    public PairGrid(Mdp mdp) {
        transitions = mdp.transitions();
        cells = (long) mdp.stateCount() * mdp.actionCount();
    }

    /** Whether a cell is an {@code int}; where it is not, a pair stands for itself. */
    private boolean isSmall() {
        return cells <= Integer.MAX_VALUE;
    }

    /** The cell of a pair. */
    public int cell(int pair) {
        return isSmall() ? transitions.stateOf(pair) * transitions.actions() + transitions.actionOf(pair) : pair;
    }

    /** The pair of a cell; -1 where there is none. */
    public int pair(int cell) {
        if (!isSmall()) {
            return cell < transitions.pairs() ? cell : -1;
        }
        return cell < 0 || cell >= cells
                ? -1
                : transitions.pair(cell / transitions.actions(), cell % transitions.actions());
    }

    /**
     * A table by pair from one by cell.
     *
     * @param cells shape {@code [S, A]}
     * @return shape {@code [P]}
     */
    public double[] pairs(double... cells) {
        double[] pairs = new double[transitions.pairs()];
        Arrays.setAll(pairs, pair -> cells[cell(pair)]);
        return pairs;
    }
}
