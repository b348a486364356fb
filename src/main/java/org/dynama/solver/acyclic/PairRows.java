package org.dynama.solver.acyclic;

import org.dynama.model.Transitions;
import org.dynama.solver.kernel.CompiledWelfare;
import org.dynama.solver.kernel.Kernel;
import org.dynama.solver.kernel.Rows;

/**
 * What groups of {@link AlikePairs} are worth, as rows of {@link Rows#WIDTH} profiles: {@code base[g] + slope[g] * type[g] + next(g)}.
 * Pairs with several terms, or where chance moves, are added up beforehand, {@link #prepare state by state}: of these
 * {@code base} and {@code slope} are zero, and {@code next} is all.
 */
public final class PairRows {
    /** By group. */
    public final double[] base;
    /** By group. */
    public final double[] slope;
    /** By group; rows of types. */
    public final double[][] type;

    private final Kernel solver;
    private final Transitions transitions;
    private final CompiledWelfare welfare;
    private final AlikePairs alike;
    /** By group, what its pairs are worth whatever the types. */
    private final double[] number;
    /** Rows by state, the last one zero. */
    private double[][] values;
    /** Of the state at hand, by group; null for simple pairs. */
    private final double[][] whole;

    private final boolean[] composed;
    private final boolean[] ends;
    private int first;

    /** @param number by group of the pairs that are alike, what they are worth whatever the types */
    PairRows(Kernel solver, CompiledWelfare welfare, AlikePairs alike, double[] number) {
        this.solver = solver;
        this.welfare = welfare;
        this.alike = alike;
        this.number = number;
        transitions = solver.mdp.transitions();
        values = solver.value;
        int groups = number.length;
        base = new double[groups];
        slope = new double[groups];
        type = new double[groups][];
        composed = new boolean[groups];
        ends = new boolean[groups];
        boolean any = false;
        for (int g = 0; g < groups; g++) {
            int p = alike.leader(g);
            composed[g] = solver.successor(p) < 0 || !welfare.isSimple(p) || bears(p);
            any |= composed[g];
            ends[g] = !composed[g] && solver.successor(p) == solver.states;
            base[g] = composed[g] ? 0 : number[g];
            slope[g] = composed[g] ? 0 : welfare.slope(p);
            type[g] = composed[g] ? solver.zero : solver.types[welfare.slopeRow(p)];
        }
        whole = new double[any ? solver.actions : 0][Rows.WIDTH];
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
        first = alike.first[s];
        for (int g = first; g < alike.first[s + 1]; g++) {
            if (composed[g]) {
                compose(whole[g - first], g);
            }
        }
    }

    private void compose(double[] out, int g) {
        int p = alike.leader(g);
        Rows.fill(out, number[g]);
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

    /** Whether the row that is added to a group is zero. */
    public boolean ends(int g) {
        return ends[g];
    }

    /** The row that is added to a group of the prepared state. */
    public double[] next(int g) {
        return composed[g] ? whole[g - first] : values[solver.successor(alike.leader(g))];
    }
}
