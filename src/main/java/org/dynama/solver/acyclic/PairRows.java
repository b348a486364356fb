package org.dynama.solver.acyclic;

import org.dynama.model.Transitions;
import org.dynama.solver.kernel.CompiledWelfare;
import org.dynama.solver.kernel.Kernel;
import org.dynama.solver.kernel.Rows;

/**
 * What state-action pairs are worth, as rows of {@link Rows#WIDTH} profiles: {@code base[p] + slope[p] * type[p] + next(p)}.
 * Pairs with several terms, or where chance moves, are added up beforehand, {@link #prepare state by state}: of these
 * {@code base} and {@code slope} are zero, and {@code next} is all.
 */
public final class PairRows {
    /** By pair. */
    public final double[] base;
    /** By pair. */
    public final double[] slope;
    /** By pair; rows of types. */
    public final double[][] type;

    private final Kernel solver;
    private final Transitions transitions;
    private final CompiledWelfare welfare;
    private final double[] bonus;
    /** Rows by state, the last one zero. */
    private double[][] values;
    /** Of the state at hand, by action; null for simple pairs. */
    private final double[][] whole;

    private final boolean[] composed;
    private final boolean[] ends;
    private int first;

    /** @param bonus added to every pair; shape {@code [P]} */
    PairRows(Kernel solver, CompiledWelfare welfare, double[] bonus) {
        this.solver = solver;
        this.welfare = welfare;
        this.bonus = bonus;
        transitions = solver.mdp.transitions();
        values = solver.value;
        int pairs = solver.mdp.pairCount();
        base = new double[pairs];
        slope = new double[pairs];
        type = new double[pairs][];
        composed = new boolean[pairs];
        ends = new boolean[pairs];
        boolean any = false;
        for (int p = 0; p < pairs; p++) {
            composed[p] = solver.successor(p) < 0 || !welfare.isSimple(p) || bears(p);
            any |= composed[p];
            ends[p] = !composed[p] && solver.successor(p) == solver.states;
            base[p] = composed[p] ? 0 : welfare.base[p] + bonus[p];
            slope[p] = composed[p] ? 0 : welfare.slope(p);
            type[p] = composed[p] ? solver.zero : solver.types[welfare.slopeRow(p)];
        }
        whole = new double[any ? solver.actions : 0][Rows.WIDTH];
    }

    /** Whether this is what pairs are worth by a welfare, to which a bonus was added. */
    @SuppressWarnings("ReferenceEquality") // Equal ones that are not the same are only compiled again.
    boolean isOf(CompiledWelfare other, double[] added) {
        return welfare == other && bonus == added;
    }

    private boolean bears(int p) {
        return welfare.loss != null && welfare.loss.bears(p);
    }

    /**
     * Turns to a state, whose successors' values are known.
     *
     * @param values rows by state, and one of zeros past the last
     */
    void prepare(int s, double[][] values) {
        this.values = values;
        first = solver.mdp.firstPair(s);
        for (int p = first; p < solver.mdp.endPair(s); p++) {
            if (composed[p]) {
                compose(whole[p - first], p);
            }
        }
    }

    private void compose(double[] out, int p) {
        Rows.fill(out, welfare.base[p] + bonus[p]);
        for (int m = welfare.offsets[p]; m < welfare.offsets[p + 1]; m++) {
            Rows.addScaled(out, welfare.coefficient[m], solver.types[welfare.row[m]]);
        }
        for (int k = transitions.begin(p); k < transitions.end(p); k++) {
            Rows.addScaled(out, transitions.probability(k), values[transitions.next(k)]);
        }
        if (welfare.loss != null && welfare.loss.bears(p)) {
            Rows.addScaled(out, 1, solver.losses(welfare.loss)[p]);
        }
    }

    /** Whether the row that is added to a pair is zero. */
    public boolean ends(int p) {
        return ends[p];
    }

    /** The row that is added to a pair of the prepared state. */
    public double[] next(int p) {
        return composed[p] ? whole[p - first] : values[solver.successor(p)];
    }
}
