package org.dynama.solver.acyclic;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.dynama.solver.kernel.Rows;

/**
 * The values of a marginal economy after those of the grand one, by a {@link HardSweep} whose states are all plain. Only states from
 * which the absent agents could still have earned something are solved, others have the grand economy's rows; of pairs that end
 * the run and add no row any more only the best counts. Which these are is known beforehand. Bits are those of the economy alone.
 */
final class MarginalSweep {
    private final HardSweep sweep;
    /** Rows by state, and one of zeros past the last. */
    final double[][] value;
    /** The states to solve, successors first. */
    private final int[] states;
    /** By pair; the row of zeros where an agent is absent. */
    private final double[][] term;

    private final double[][] next;
    /** By state that ends the run: pairs that add a row, and others. */
    private final int[][] typed;

    private final int[][] fixed;

    /** @param absent agents who weigh nothing here, and something in the grand economy */
    MarginalSweep(HardSweep sweep, BitSet absent) {
        this.sweep = sweep;
        AcyclicSolver solver = sweep.solver;
        int pairs = sweep.term.length;
        value = solver.value.clone();
        term = new double[pairs][];
        next = new double[pairs][];
        typed = new int[solver.states][];
        fixed = new int[solver.states][];
        states = IntStream.rangeClosed(1, solver.states)
                .map(k -> solver.stages.inOrder(solver.states - k))
                .filter(s -> differs(s, absent))
                .toArray();
    }

    /** Whether a state has to be solved; what its pairs add then. */
    private boolean differs(int s, BitSet absent) {
        boolean differs = false;
        for (int p = sweep.first[s]; p < sweep.first[s + 1]; p++) {
            int to = sweep.solver.successor(p);
            boolean without = absent.get(sweep.agent(p));
            term[p] = without ? sweep.solver.zero : sweep.term[p];
            next[p] = value[to];
            differs |= without || next[p] != sweep.solver.value[to];
        }
        if (differs) {
            value[s] = new double[Rows.WIDTH];
            typed[s] = pairs(s, true);
            fixed[s] = pairs(s, false);
        }
        return differs;
    }

    private int[] pairs(int s, boolean isTyped) {
        return IntStream.range(sweep.first[s], sweep.first[s + 1])
                .filter(p -> isTyped == (term[p] != sweep.solver.zero))
                .toArray();
    }

    /** How many rows it has of its own. */
    int rows() {
        return states.length;
    }

    /** Fills the value rows, after the grand economy's. */
    void run(double[] base) {
        for (int s : states) {
            if (sweep.ends[s]) {
                end(value[s], base, typed[s], fixed[s]);
            } else {
                HardSweep.goOn(value[s], base, term, next, sweep.first[s], sweep.first[s + 1]);
            }
        }
    }

    private void end(double[] out, double[] base, int[] kept, int[] numbers) {
        double most = Double.NEGATIVE_INFINITY;
        for (int p : numbers) {
            most = base[p] > most ? base[p] : most;
        }
        int p = kept.length % 2;
        if (kept.length == 0) {
            Rows.fill(out, most);
        } else if (p == 1) {
            MaxRows.set(out, most, base[kept[0]], term[kept[0]]);
        } else {
            MaxRows.set(out, most, base[kept[0]], term[kept[0]], base[kept[1]], term[kept[1]]);
            p = 2;
        }
        for (; p < kept.length; p += 2) {
            int a = kept[p];
            int b = kept[p + 1];
            MaxRows.raise(out, base[a], term[a], base[b], term[b]);
        }
    }
}
