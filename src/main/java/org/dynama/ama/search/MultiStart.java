package org.dynama.ama.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.search.SearchState.Candidate;
import org.dynama.model.Adam;
import org.dynama.model.Profiles;
import org.dynama.world.RewardScale;

/**
 * Searches weights and boosts: a Sobol search for starts, then gradient ascents from the best ones, each phase in finer
 * coordinates than the last. An ascent yields the better of its start and its end, so that nothing is lost by it.
 *
 * <p>How long steps should be differs from world to world, and only the end of an ascent, validated, tells: in the last phase
 * the best start tries a few sizes on the same profiles.
 *
 * <p>Where the coarser coordinates tie what is unlike, the last phase also ascends from points that were never tied:
 * {@link UntiedPoints}.
 */
final class MultiStart implements SearchMethod {
    /** An ascent's last step beside its first. */
    private static final double LAST = 0.02;

    /** Points that start an ascent are compared on at least this many profiles. */
    private static final int SMALLEST_COMPARISON = 1024;

    /** What the coordinates of an ascent's start are multiples of. */
    private static final double GRID = 0x1p-36;

    /** Search points per batch. */
    private static final int BATCH = 64;

    private final SearchTask task;
    private final SearchSettings.Points points;
    private final SearchSettings.Ascent settings;
    private final List<Phase> phases;
    private final boolean fromVcg;
    private final GradientEstimator estimator;
    private final Trials trials;
    private final UntiedPoints untied;
    /** What a gradient is divided by, so that what Adam adds to a denominator weighs the same in any money. */
    private final double money;

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
        List<Parametrization> coordinates = sharings.stream()
                .map(sharing -> new Parametrization(task.environment(), sharing, weights))
                .toList();
        boolean unlike = UntiedPoints.areWanted(task.environment(), coordinates);
        phases = Phase.of(task.settings(), coordinates, unlike);
        money = RewardScale.largest(task.environment()) * task.objective().size();
        trials = new Trials(task, unlike ? UntiedPoints.COMPARISON : 1);
        untied = new UntiedPoints(task, trials, coordinates.get(coordinates.size() - 1));
    }

    /** The state before the first step: the starts are chosen, nothing is refined. */
    @Override
    public SearchState begin(DoubleConsumer progress) {
        Candidate vcg = trials.vcg();
        List<Candidate> starts = new ArrayList<>();
        if (fromVcg) {
            starts.add(vcg);
        }
        int compared = LastingEffort.comparison(task.environment(), SMALLEST_COMPARISON);
        Profiles common = trials.draw("sobol", 0, Math.max(compared, settings.profiles()));
        Parametrization coarse = phases.get(0).coordinates();
        int wanted = points.starts() - starts.size();
        // In large worlds points that nobody looks at would take hours.
        List<Candidate> found = wanted > 0
                ? new ArrayList<>(Trials.best(searched(coarse, common, progress), wanted))
                : new ArrayList<>();
        if (!fromVcg) {
            found.addAll(new AlikePoints(task.environment(), coarse, trials).best(common));
        }
        starts.addAll(trials.validated(found));
        return new SearchState(0, starts, null, List.of(), vcg, 0);
    }

    private List<Candidate> searched(Parametrization coarse, Profiles common, DoubleConsumer progress) {
        SobolPoints sequence = new SobolPoints(coarse.size(), trials.stream("points"));
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
        double total = phases.stream().mapToDouble(Phase::work).sum();
        double passed =
                phases.stream().limit(state.phase()).mapToDouble(Phase::work).sum();
        if (!done(state)) {
            int steps = state.steps();
            passed +=
                    (double) state.finished().size() * phases.get(state.phase()).steps() + steps;
        }
        return total == 0 ? 1 : passed / total;
    }

    @Override
    public String where(SearchState state) {
        int steps = state.steps();
        Phase phase = phases.get(state.phase());
        return steps < phase.steps()
                ? "phase " + phase.name() + ", start " + (state.finished().size() + 1) + ", step " + (steps + 1)
                : "the validation of phase " + phase.name();
    }

    @Override
    public Candidate held(SearchState state) {
        return Trials.held(state);
    }

    /** One gradient step, or one validation at the end of an ascent. */
    @Override
    public SearchState advance(SearchState state, Consumer<TraceRow> trace) {
        Phase phase = phases.get(state.phase());
        Adam ascent = state.ascent();
        if (ascent == null) {
            ascent = Adam.at(
                    rounded(phase.coordinates().point(startOf(state, phase).parameters())));
        }
        return ascent.steps() < phase.steps()
                ? climb(state, phase, ascent, trace)
                : finish(state, phase, ascent, trace);
    }

    /** Without the dust of units and means, which would break ties: boosts that are one number begin as one in any money. */
    private static double[] rounded(double... point) {
        return Arrays.stream(point).map(x -> Math.rint(x / GRID) * GRID).toArray();
    }

    /** Where the ascent under way began: the first of a phase's ascents all begin at its first start. */
    private static Candidate startOf(SearchState state, Phase phase) {
        return state.starts().get(Math.max(0, state.finished().size() + 1 - phase.tries()));
    }

    /** The first step of the ascent under way: each size in turn at first, then the one that led highest. */
    private double step(SearchState state, Phase phase) {
        int ended = state.finished().size();
        if (ended < phase.tries()) {
            return settings.steps().get(ended);
        }
        List<Candidate> tried = state.finished().subList(0, phase.tries());
        return settings.steps().get(tried.indexOf(Trials.best(tried, 1).get(0)));
    }

    private SearchState climb(SearchState state, Phase phase, Adam ascent, Consumer<TraceRow> trace) {
        double done = (double) ascent.steps() / phase.steps();
        Profiles profiles = trials.draw("profiles/" + state.phase(), ascent.steps(), phase.profiles());
        double[] point = ascent.point().toArray();
        GradientEstimator.Sample sample =
                estimator.at(phase.coordinates(), point, profiles, phase.annealing(done), ascent.steps());
        double rate = step(state, phase) * (LAST + (1 - LAST) * (1 + Math.cos(Math.PI * done)) / 2);
        Adam next = ascent.ascend(sample.gradient().times(1 / money).toArray(), rate);
        if (!Double.isFinite(sample.objective().mean())
                || !phase.coordinates().isMechanism(next.point().toArray())) {
            throw trials.stopped(sample.objective(), where(state), held(state));
        }
        int start = state.finished().size() + 1;
        trace.accept(task.row(phase.name(), start, next.steps(), sample.objective(), sample.smoothing()));
        return new SearchState(state.phase(), state.starts(), next, state.finished(), state.best(), 0);
    }

    private SearchState finish(SearchState state, Phase phase, Adam ascent, Consumer<TraceRow> trace) {
        Candidate begun = startOf(state, phase);
        Candidate end = phase.steps() == 0
                ? begun
                : trials.validated(phase.coordinates().parameters(ascent.point().toArray()));
        if (!Double.isFinite(end.validation().mean())) {
            throw trials.stopped(end.validation(), where(state), held(state));
        }
        List<Candidate> finished = new ArrayList<>(state.finished());
        finished.addAll(Trials.best(List.of(end, begun), 1));
        trace.accept(task.row(phase.name(), finished.size(), 0, end));
        if (finished.size() < state.starts().size() + phase.tries() - 1) {
            return new SearchState(state.phase(), state.starts(), null, finished, state.best(), 0);
        }
        List<Candidate> all = new ArrayList<>(finished);
        all.add(state.best());
        Candidate best = Trials.best(all, 1).get(0);
        int next = state.phase() + 1;
        List<Candidate> starts = next < phases.size() ? startsOf(phases.get(next), finished) : List.of();
        return new SearchState(next, starts, null, List.of(), best, 0);
    }

    private List<Candidate> startsOf(Phase phase, List<Candidate> finished) {
        List<Candidate> starts = new ArrayList<>(Trials.best(finished, phase.handedOn()));
        if (phase.untied() > 0) {
            starts.addAll(untied.starts());
        }
        return starts;
    }
}
