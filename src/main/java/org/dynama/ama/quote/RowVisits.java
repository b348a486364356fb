package org.dynama.ama.quote;

import java.nio.file.Path;
import org.dynama.model.Mdp;
import org.dynama.model.Reals;
import org.dynama.numpy.Npy;
import org.dynama.numpy.NpyArray;

/** Where policies of many rows go: {@code [B, S, A]}, or {@code [B, P]} where a state lacks an action. */
final class RowVisits {
    private final Mdp mdp;
    private final int rows;
    private final double[] values;

    /** @param most of these numbers; beyond, none are kept */
    RowVisits(Mdp mdp, int rows, long most) {
        this.mdp = mdp;
        this.rows = rows;
        values = new double[(long) rows * mdp.pairCount() <= most ? rows * mdp.pairCount() : 0];
    }

    /**
     * Takes a chunk.
     *
     * @param from its first row
     * @param visits shape {@code [P, B]}, flattened
     */
    void take(int from, Reals visits) {
        int pairs = mdp.pairCount();
        int count = visits.size() / pairs;
        for (int at = 0; at < visits.size() && values.length > 0; at++) {
            values[(from + at % count) * pairs + at / count] = visits.get(at);
        }
    }

    /** Writes what is kept. */
    void write(Path file) {
        Npy.write(
                file,
                mdp.transitions().isFull()
                        ? new NpyArray(values, rows, mdp.stateCount(), mdp.actionCount())
                        : new NpyArray(values, rows, mdp.pairCount()));
    }

    /** Whether all numbers are kept. */
    boolean isKept() {
        return values.length > 0;
    }
}
