package org.dynama.ama.search;

import java.util.List;
import java.util.function.Consumer;
import org.dynama.solver.pool.Solvers;

/** Other machines that can compute the gradients of a search's steps, each with a {@link GradientWorker} of the same search. */
public interface GradientEngine {
    /** Told that a search can have its gradients computed there, and by which solvers it computes them here. */
    void attached(Solvers here);

    /** Whether the next gradient is to be computed there. */
    boolean isWanted();

    /**
     * Told how long a gradient takes this machine, or would have taken it.
     *
     * @param seconds of one thread that does all of it
     */
    void took(double seconds);

    /**
     * Hands over what {@link GradientWorker#sums} makes of each slice, in order and on the calling thread.
     *
     * @param shared by all slices
     * @throws org.dynama.refusal.Failure if a solver fails there as it would here
     * @throws org.dynama.refusal.Unreachable if the machines fail
     */
    void each(byte[] shared, List<byte[]> slices, Consumer<byte[]> inOrder);
}
