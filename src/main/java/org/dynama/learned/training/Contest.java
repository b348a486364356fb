package org.dynama.learned.training;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.dynama.learned.network.Leaves;
import org.dynama.model.Reals;

/** How a mechanism and report policies meet in one step: at every history, or on drawn paths. */
interface Contest {

    /**
     * All utilities on the tape.
     *
     * @param mechanism its parameters
     * @param policies per agent; empty where the exact best response stands in
     * @param step number of the step, which addresses its random numbers
     */
    Play play(Leaves mechanism, List<Leaves> policies, int step);

    /** Looks at the mechanism before a step, for what is not trained. */
    default void renew(Reals mechanism, int step) {}

    /** The mechanisms that exact replies in use were found for; with them a contest goes on as it was. */
    default List<Reals> answered() {
        return List.of();
    }

    /** Goes on from a checkpoint. */
    default void restore(List<Reals> mechanisms) {}

    /** The utilities of the policies alone, per agent, shape {@code [K, Q]}; their gradients, not the mechanism's. */
    List<NDArray> deviations(Leaves mechanism, List<Leaves> policies, int step);
}
