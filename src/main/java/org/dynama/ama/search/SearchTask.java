package org.dynama.ama.search;

import org.dynama.ama.objective.Estimate;
import org.dynama.ama.objective.Objective;
import org.dynama.ama.search.SearchState.Candidate;
import org.dynama.model.RandomStream;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.jspecify.annotations.Nullable;

/**
 * What a method is to search.
 *
 * @param environment the world, its money in the search's unit
 * @param unit what that is in the world's own money
 * @param objective what is maximized
 * @param settings how
 * @param solvers of the environment's MDP
 * @param engine other machines for gradients; null for none
 * @param started on {@link System#nanoTime}, earlier where the search has taken time before
 */
record SearchTask(
        Environment environment,
        MoneyUnit unit,
        Objective objective,
        SearchSettings settings,
        Solvers solvers,
        @Nullable GradientEngine engine,
        long started) {

    /** The stream of all random numbers. */
    RandomStream stream() {
        return new RandomStream(settings.seed(), "search");
    }

    /** The gradient of its objective. */
    ObjectiveGradient gradient() {
        return new ObjectiveGradient(environment, objective, solvers, engine);
    }

    /** The same by other settings. */
    SearchTask with(SearchSettings others) {
        return new SearchTask(environment, unit, objective, others, solvers, engine, started);
    }

    /** A row of the trace, as of now, in the world's own money. */
    TraceRow row(String phase, int start, int step, Estimate estimate, double smoothing) {
        double seconds = (System.nanoTime() - started) / 1e9;
        return new TraceRow(phase, start, step, objective.reported(unit.out(estimate)), smoothing, seconds);
    }

    /** A row for a mechanism on profiles that nothing is smoothed on. */
    TraceRow row(String phase, int start, int step, Candidate candidate) {
        return row(phase, start, step, candidate.validation(), 0);
    }
}
