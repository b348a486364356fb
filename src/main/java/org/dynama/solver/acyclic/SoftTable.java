package org.dynama.solver.acyclic;

import java.util.Deque;
import org.dynama.model.Mdp;
import org.dynama.solver.kernel.Rows;

/** The memory of one softened solution, lent to it and to its pullbacks until all of them are closed. */
final class SoftTable {
    /** By group of pairs, of which there are no more than pairs, the unnormalized weight. */
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

    /** Copies it with a weight for every pair alone. */
    void copyTo(SoftTable other, PairShares shares) {
        for (int p = 0; p < weights.length; p++) {
            Rows.fill(other.weights[p], 0);
            Rows.addScaled(other.weights[p], shares.share(p), weights[shares.alike.group[p]]);
        }
        for (int s = 0; s < inverse.length; s++) {
            System.arraycopy(inverse[s], 0, other.inverse[s], 0, Rows.WIDTH);
            System.arraycopy(scale[s], 0, other.scale[s], 0, Rows.WIDTH);
        }
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
