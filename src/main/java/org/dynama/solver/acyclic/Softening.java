package org.dynama.solver.acyclic;

import java.util.ArrayDeque;
import java.util.Deque;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.solver.Regularizer;
import org.dynama.solver.kernel.CompiledWelfare;
import org.dynama.solver.kernel.Rows;
import org.dynama.solver.kernel.StageTemperatures;
import org.jspecify.annotations.Nullable;

/** What the softened solutions of one solver share: the inner operations, lent memory, and what the next one often takes again. */
final class Softening {
    final AcyclicSolver solver;
    final SweepRows rows;
    final Descent descent;
    private final Deque<SoftTable> tables = new ArrayDeque<>();
    private final Deque<double[][]> stateRows = new ArrayDeque<>();
    private @Nullable Regularizer regularizer;
    private @Nullable StageTemperatures temperatures;
    final AlikePairs alike;
    private final AlikePairs alone;
    private @Nullable PairShares shares;
    private @Nullable PairRows worth;
    private @Nullable PairGain gain;

    Softening(AcyclicSolver solver, SweepRows rows) {
        this.solver = solver;
        this.rows = rows;
        descent = new Descent(solver);
        alike = AlikePairs.of(solver);
        alone = AlikePairs.alone(solver);
    }

    /** The solution for the profiles that are loaded. */
    SoftMeasures solve(CompiledWelfare welfare, Profiles profiles, Regularizer entropy) {
        StageTemperatures found = temperatures(entropy);
        PairShares known = shares;
        PairRows rows = worth;
        if (known == null || rows == null || !known.isOf(welfare, found)) {
            known = new PairShares(alike, welfare, found, solver.stages);
            rows = new PairRows(solver, welfare, alike, known.numbers());
            shares = known;
            worth = rows;
        }
        return new SoftMeasures(this, rows, known, profiles, found);
    }

    private StageTemperatures temperatures(Regularizer entropy) {
        StageTemperatures known = temperatures;
        if (known == null || !entropy.equals(regularizer)) {
            known = StageTemperatures.of(solver.mdp, solver.stages, entropy);
            temperatures = known;
            regularizer = entropy;
        }
        return known;
    }

    /** What pairs add to a sensitivity, where their weights are shared as told. */
    PairGain gain(AffineWelfare cotangent, PairShares weights) {
        CompiledWelfare compiled = solver.compile(cotangent);
        PairGain found = gain;
        if (found == null || !found.isOf(compiled, weights)) {
            found = PairGain.of(solver, compiled, weights, alone);
            gain = found;
        }
        return found;
    }

    SoftTable takeTable() {
        SoftTable table = tables.poll();
        return table == null ? new SoftTable(solver.mdp) : table;
    }

    void giveTable(SoftTable table) {
        table.release(tables);
    }

    /** Rows by state, and one of zeros past the last. */
    double[][] takeStateRows() {
        double[][] taken = stateRows.poll();
        return taken == null ? new double[solver.states + 1][Rows.WIDTH] : taken;
    }

    void giveStateRows(double[][] given) {
        stateRows.push(given);
    }

    /** Forgets what is not lent. */
    void clear() {
        tables.clear();
        stateRows.clear();
    }
}
