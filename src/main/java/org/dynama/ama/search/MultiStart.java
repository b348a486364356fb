package org.dynama.ama.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.search.SearchState.Candidate;
import org.dynama.model.Adam;
import org.dynama.model.Profiles;

/**
 * Searches weights and boosts: a Sobol search for starts, then gradient ascents from the best ones, each phase in finer
 * coordinates than the last.
 */
final class MultiStart implements SearchMethod {
    /** The temperature at the end of an ascent beside that at its start: wide basins first, little bias last. */
    private static final double COOLED = 0.25;

    /** An ascent's last step beside its first. */
    private static final double LAST = 0.02;

    /** Points that start an ascent are compared on at least this many profiles. */
    private static final int SMALLEST_COMPARISON = 1024;

    /** Search points per batch. */
    private static final int BATCH = 64;

    private final SearchTask task;
    private final SearchSettings.Points points;
    private final SearchSettings.Ascent settings;
    private final List<Parametrization> phases;
    private final boolean fromVcg;
    private final GradientEstimator estimator;
    private final Trials trials;

    /**
     * A search.
     *
     * @param sharings one for each phase, coarsest first; at least one
     * @param fromVcg whether VCG is one of the starts
     */
    MultiStart(SearchTask task, List<Sharing> sharings, boolean fromVcg, GradientEstimator estimator) {
        this.task = task;
        this.fromVcg = fromVcg;
        this.estimator = estimator;
        points = task.settings().points();
        settings = task.settings().ascent();
        boolean weights = task.settings().coordinates().weights();
        phases = sharings.stream()
                .map(sharing -> new Parametrization(task.environment(), sharing, weights))
                .toList();
        trials = new Trials(task);
    }

    /** The state before the first step: the starts are chosen, nothing is refined. */
    @Override
    public SearchState begin(DoubleConsumer progress) {
        Candidate vcg = trials.vcg();
        List<Candidate> starts = new ArrayList<>();
        if (fromVcg) {
            starts.add(vcg);
        }
        starts.addAll(Trials.best(searched(progress), points.starts() - starts.size()));
        return new SearchState(0, starts, null, List.of(), vcg, 0);
    }

    private List<Candidate> searched(DoubleConsumer progress) {
        Parametrization coarse = phases.get(0);
        SobolPoints sequence = new SobolPoints(coarse.size(), trials.stream("points"));
        Profiles common = trials.draw("sobol", 0, Math.max(SMALLEST_COMPARISON, settings.profiles()));
        List<Candidate> found = List.of();
        for (int from = 0; from < points.count(); from += BATCH) {
            List<AmaParameters> batch = IntStream.range(from, Math.min(points.count(), from + BATCH))
                    .mapToObj(sequence::at)
                    .filter(coarse::isMechanism)
                    .map(coarse::parameters)
                    .toList();
            List<Candidate> all = new ArrayList<>(found);
            all.addAll(trials.tried(batch, common));
            // Full tables of thousands of points would fill the memory.
            found = Trials.best(all, points.starts());
            progress.accept(Math.min(1, (from + BATCH) / (double) points.count()));
        }
        return found;
    }

    @Override
    public boolean done(SearchState state) {
        return state.phase() >= phases.size();
    }

    @Override
    public double progress(SearchState state) {
        double passed = 0;
        double total = 0;
        for (int phase = 0; phase < phases.size(); phase++) {
            double work = (double) startsOf(phase) * stepsOf(phase);
            total += work;
            passed += phase < state.phase() ? work : 0;
        }
        if (!done(state)) {
            int steps = state.ascent() == null ? 0 : state.ascent().steps();
            passed += (double) state.finished().size() * stepsOf(state.phase()) + steps;
        }
        return total == 0 ? 1 : passed / total;
    }

    private int startsOf(int phase) {
        return Math.max(1, points.starts() >> phase);
    }

    /** The finest coordinates get three fifths of the steps, the coarser ones share the rest. */
    private int stepsOf(int phase) {
        if (phases.size() == 1) {
            return settings.iterations();
        }
        int coarse = settings.iterations() / 5;
        return phase < phases.size() - 1 ? coarse : settings.iterations() - coarse * (phases.size() - 1);
    }

    /** One gradient step, or one validation at the end of an ascent. */
    @Override
    public SearchState advance(SearchState state, Consumer<TraceRow> trace) {
        Parametrization coordinates = phases.get(state.phase());
        Adam ascent = state.ascent();
        if (ascent == null) {
            AmaParameters start = state.starts().get(state.finished().size()).parameters();
            ascent = Adam.at(coordinates.point(start));
        }
        return ascent.steps() < stepsOf(state.phase())
                ? climb(state, coordinates, ascent, trace)
                : finish(state, coordinates, ascent, trace);
    }

    private SearchState climb(SearchState state, Parametrization coordinates, Adam ascent, Consumer<TraceRow> trace) {
        double done = (double) ascent.steps() / stepsOf(state.phase());
        double annealing = Math.pow(COOLED, done);
        Profiles profiles = trials.draw("profiles/" + state.phase(), ascent.steps(), settings.profiles());
        double[] point = ascent.point().toArray();
        GradientEstimator.Sample sample = estimator.at(coordinates, point, profiles, annealing, ascent.steps());
        double rate = settings.step() * (LAST + (1 - LAST) * (1 + Math.cos(Math.PI * done)) / 2);
        Adam next = ascent.ascend(sample.gradient().toArray(), rate);
        String phase = coordinates.sharing().name();
        int start = state.finished().size() + 1;
        if (!Double.isFinite(sample.objective().mean())
                || !coordinates.isMechanism(next.point().toArray())) {
            String where = "phase " + phase + ", start " + start + ", step " + (ascent.steps() + 1);
            throw Trials.stopped(sample.objective(), where, state.best());
        }
        trace.accept(task.row(phase, start, next.steps(), sample.objective(), estimator.smoothing() * annealing));
        return new SearchState(state.phase(), state.starts(), next, state.finished(), state.best(), 0);
    }

    private SearchState finish(SearchState state, Parametrization coordinates, Adam ascent, Consumer<TraceRow> trace) {
        Candidate end = trials.validated(coordinates.parameters(ascent.point().toArray()));
        if (!Double.isFinite(end.validation().mean())) {
            String where = "the validation of phase " + coordinates.sharing().name();
            throw Trials.stopped(end.validation(), where, state.best());
        }
        List<Candidate> finished = new ArrayList<>(state.finished());
        finished.add(end);
        trace.accept(task.row(coordinates.sharing().name(), finished.size(), 0, end));
        if (finished.size() < state.starts().size()) {
            return new SearchState(state.phase(), state.starts(), null, finished, state.best(), 0);
        }
        List<Candidate> all = new ArrayList<>(finished);
        all.add(state.best());
        int next = state.phase() + 1;
        List<Candidate> starts = next < phases.size() ? Trials.best(finished, startsOf(next)) : List.of();
        return new SearchState(
                next, starts, null, List.of(), Trials.best(all, 1).get(0), 0);
    }
}
