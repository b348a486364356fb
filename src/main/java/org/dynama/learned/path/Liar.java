package org.dynama.learned.path;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;
import org.dynama.learned.network.Tensors;
import org.dynama.learned.world.World;

/** Agents who may lie, each on rows of her own: several ways to, each on a lane of its own. */
public interface Liar {

    /** How many ways to lie. */
    int lanes();

    /**
     * Begins to report along drawn paths.
     *
     * @param rows paths of all lanes together; within a lane, agent after agent
     */
    Talk begin(World world, Tensors tensors, int rows);

    /** One play of them. */
    interface Talk {

        /**
         * The report of a period by the agent of each row.
         *
         * @param own shape {@code [rows, d]}; her true type
         */
        Said say(NDArray own, int period, Scenario scenario);

        /** Hears what came of a period. */
        void hear(Heard heard);
    }

    /**
     * What came of a period, some of which is disclosed.
     *
     * @param reports shape {@code [rows, n d]}
     * @param gets shape {@code [rows, n, m]}
     * @param paid shape {@code [rows, n]}
     */
    record Heard(NDArray reports, NDArray gets, NDArray paid) {

        /** Some of the rows. */
        Heard rows(UnaryOperator<NDArray> some) {
            return new Heard(some.apply(reports), some.apply(gets), some.apply(paid));
        }
    }

    /**
     * A report.
     *
     * @param values shape {@code [rows, d]}
     * @param score shape {@code [rows, 1]}; log-probability of what was drawn, zero if nothing was
     */
    record Said(NDArray values, NDArray score) {}
}
