package org.dynama.solver.acyclic;

import java.util.Deque;
import org.dynama.model.Mdp;
import org.dynama.solver.kernel.Rows;

/** The memory of one softened solution, lent to it and to its pullbacks until all of them are closed. */
final class SoftTable {
    /** By pair, the unnormalized weight. */
    final double[][] weights;
    /** By state, one over the sum of the weights. */
    final double[][] inverse;
    /** By state, the probability of reaching it times the inverse. */
    final double[][] scale;

    private int holders;

    SoftTable(Mdp mdp) {
        weights = new double[mdp.pairCount()][Rows.WIDTH];
        inverse = new double[mdp.stateCount()][Rows.WIDTH];
        scale = new double[mdp.stateCount()][Rows.WIDTH];
    }

    /** One more needs it. */
    SoftTable hold() {
        holders++;
        return this;
    }

    /** One fewer does; the last one gives it back. */
    void release(Deque<SoftTable> pool) {
        if (--holders == 0) {
            pool.push(this);
        }
    }
}
