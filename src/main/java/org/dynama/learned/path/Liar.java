package org.dynama.learned.path;

import ai.djl.ndarray.NDArray;
import org.dynama.learned.network.Tensors;
import org.dynama.learned.world.World;

/** A buyer who may lie: several ways to, each on a lane of its own. */
public interface Liar {

    /** How many ways to lie. */
    int lanes();

    /**
     * Begins to report along drawn paths.
     *
     * @param buyer who she is
     * @param rows paths of all lanes together
     */
    Talk begin(World world, Tensors tensors, int buyer, int rows);

    /** One play of her. */
    interface Talk {

        /**
         * Her report of a period.
         *
         * @param types shape {@code [rows, n d]}; all true types, of which she may read her own
         */
        Said say(NDArray types, int period, Scenario scenario);

        /**
         * Hears what all reported and who got what.
         *
         * @param reports shape {@code [rows, n d]}
         * @param gets shape {@code [rows, n, m]}
         */
        void hear(NDArray reports, NDArray gets);
    }

    /**
     * A report.
     *
     * @param values shape {@code [rows, d]}
     * @param score shape {@code [rows, 1]}; log-probability of what was drawn, zero if nothing was
     */
    record Said(NDArray values, NDArray score) {}
}
