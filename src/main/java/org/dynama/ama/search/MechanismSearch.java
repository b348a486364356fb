package org.dynama.ama.search;

import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import org.dynama.ama.objective.Objective;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;

/**
 * Searches weights and boosts by the optimizer that its settings name. The winner is chosen on validation profiles.
 *
 * <p>A search is a chain of states. Each can be stored, and goes on to the same bits.
 */
public final class MechanismSearch {
    private final SearchMethod method;

    /** A search that has not begun. */
    public MechanismSearch(Environment environment, Objective objective, SearchSettings settings, Solvers solvers) {
        this(environment, objective, settings, solvers, 0);
    }

    /**
     * A search that has not begun, or goes on.
     *
     * @param elapsed seconds that it has taken so far
     * @throws IllegalArgumentException if there are more coordinates than a Sobol sequence has
     */
    public MechanismSearch(
            Environment environment, Objective objective, SearchSettings settings, Solvers solvers, double elapsed) {
        long started = System.nanoTime() - (long) (1e9 * elapsed);
        method = settings.optimizer().method(new SearchTask(environment, objective, settings, solvers, started));
    }

    /**
     * The state before the first step.
     *
     * @param progress told the share of search points that are done
     */
    public SearchState begin(DoubleConsumer progress) {
        return method.begin(progress);
    }

    /** Whether the search is over; {@link SearchState#best()} is then its result. */
    public boolean done(SearchState state) {
        return method.done(state);
    }

    /** How much of the search is behind, in [0, 1]. */
    public double progress(SearchState state) {
        return method.progress(state);
    }

    /**
     * One step: a batch of points, a gradient step, or a validation.
     *
     * @param trace receives what happened
     * @throws SearchStopped if the objective or its gradient is not finite
     */
    public SearchState advance(SearchState state, Consumer<TraceRow> trace) {
        return method.advance(state, trace);
    }
}
