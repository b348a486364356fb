package org.dynama.ama.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.search.SearchState.Candidate;
import org.dynama.model.Profiles;

/**
 * The paper's randomized grid search: mechanisms at the points of a scrambled Sobol sequence, all tried on the same
 * profiles. The best few, and VCG, go to validation, and its best wins.
 *
 * @see <a href="https://arxiv.org/abs/2402.08129">Curry et al. (2024), Section 5, grid search</a>
 */
final class SobolSearch implements SearchMethod {
    /** Points per step: enough for every thread, few enough that a kill loses little. */
    private static final int BATCH = 64;

    private final SearchTask task;
    private final SearchSettings.Points settings;
    private final Trials trials;
    private final Parametrization coordinates;
    private final NestedPoints points;
    private final Profiles profiles;

    SobolSearch(SearchTask task) {
        this.task = task;
        settings = task.settings().points();
        trials = new Trials(task);
        SearchSettings.Coordinates searched = task.settings().coordinates();
        List<Sharing> sharings = searched.boosts().of(task.environment());
        Sharing finest = sharings.get(sharings.size() - 1);
        coordinates = new Parametrization(task.environment(), finest, searched.weights());
        points = new NestedPoints(sharings, coordinates.size() - finest.size(), trials.stream("points"));
        profiles = trials.draw("sobol", 0, task.settings().ascent().profiles());
    }

    @Override
    public SearchState begin(DoubleConsumer progress) {
        return new SearchState(0, List.of(), null, List.of(), trials.vcg(), 0);
    }

    @Override
    public boolean done(SearchState state) {
        return state.phase() > 0;
    }

    @Override
    public double progress(SearchState state) {
        return done(state) ? 1 : (double) state.points() / (settings.count() + 1);
    }

    @Override
    public String where(SearchState state) {
        return state.points() < settings.count()
                ? "point " + (state.points() + 1) + " and those after it"
                : "validation";
    }

    @Override
    public SearchState advance(SearchState state, Consumer<TraceRow> trace) {
        return state.points() < settings.count() ? scan(state, trace) : finish(state, trace);
    }

    private SearchState scan(SearchState state, Consumer<TraceRow> trace) {
        int end = Math.min(settings.count(), state.points() + BATCH);
        List<AmaParameters> mechanisms = new ArrayList<>();
        for (int k = state.points(); k < end; k++) {
            double[] point = points.at(k);
            if (coordinates.isMechanism(point)) {
                mechanisms.add(coordinates.parameters(point));
            }
        }
        List<Candidate> tried = trials.tried(mechanisms, profiles);
        for (Candidate winner : Trials.best(tried, 1)) {
            trace.accept(row(1, state.points() / BATCH + 1, winner));
        }
        List<Candidate> all = new ArrayList<>(state.starts());
        all.addAll(tried);
        return new SearchState(0, Trials.best(all, settings.starts()), null, List.of(), state.best(), end);
    }

    private SearchState finish(SearchState state, Consumer<TraceRow> trace) {
        List<Candidate> finalists = new ArrayList<>();
        finalists.add(state.best());
        for (Candidate start : state.starts()) {
            finalists.add(trials.validated(start.parameters()));
        }
        for (int k = 0; k < finalists.size(); k++) {
            trace.accept(row(k + 1, 0, finalists.get(k)));
        }
        Candidate best = Trials.best(finalists, 1).get(0);
        return new SearchState(1, List.of(), null, List.of(), best, state.points());
    }

    private TraceRow row(int start, int step, Candidate candidate) {
        return task.row("Sobol points: " + coordinates.sharing().name(), start, step, candidate);
    }
}
