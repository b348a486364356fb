package org.dynama.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import org.dynama.environment.Environment;
import org.dynama.mechanism.AffineMaximizer;
import org.dynama.mechanism.AmaParameters;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.objective.Estimate;
import org.dynama.objective.Objective;
import org.dynama.search.SearchSettings.Strategy;
import org.dynama.search.SearchState.Candidate;
import org.dynama.solver.Solvers;

/**
 * Searches weights and boosts: a Sobol search for starts, then gradient ascents from the best ones, each phase in finer
 * coordinates than the last. The winner is chosen on validation profiles.
 */
public final class MechanismSearch {
    /** A winner must not be one by luck: validation uses this many times a step's profiles. */
    private static final int VALIDATION = 16;

    /** The temperature at the end of an ascent beside that at its start: wide basins first, little bias last. */
    private static final double COOLED = 0.25;

    /** An ascent's last step beside its first. */
    private static final double LAST = 0.02;

    private final Environment environment;
    private final Objective objective;
    private final SearchSettings settings;
    private final Solvers solvers;
    private final List<Parametrization> phases;
    private final RandomStream stream;
    private final Profiles validation;
    private final ObjectiveGradient gradient;
    private final long started;

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
        started = System.nanoTime() - (long) (1e9 * elapsed);
        this.environment = environment;
        this.objective = objective;
        this.settings = settings;
        this.solvers = solvers;
        phases = phases(environment, settings);
        if (!phases.isEmpty() && phases.get(0).size() > SobolPoints.DIMENSIONS) {
            throw new IllegalArgumentException(
                    "optimizer.kind searches " + phases.get(0).size()
                            + " coordinates and a Sobol sequence has at most " + SobolPoints.DIMENSIONS
                            + "\nMaybe optimizer.kind: auto, which begins with tied boosts.");
        }
        stream = new RandomStream(settings.seed(), "search");
        gradient = new ObjectiveGradient(environment, objective, solvers);
        validation = draw("validation", 0, VALIDATION * settings.profiles());
    }

    private static List<Parametrization> phases(Environment environment, SearchSettings settings) {
        List<Tying> tyings = switch (settings.strategy()) {
            case COARSE_TO_FINE -> Tying.coarseToFine(environment.mdp());
            case REGULARIZED_GRADIENT -> List.of(Tying.none(environment.mdp()));
            case NONE -> List.<Tying>of();
        };
        return tyings.stream()
                .map(tying -> new Parametrization(environment, tying, settings.weights()))
                .toList();
    }

    private Profiles draw(String name, int batch, int count) {
        long stride = (count + Profiles.BLOCK - 1) / Profiles.BLOCK * (long) Profiles.BLOCK;
        return Profiles.draw(environment.agents(), stream.child(name), batch * stride, count);
    }

    /**
     * The state before the first step: the starts are chosen, nothing is refined.
     *
     * @param progress told the share of search points that are done
     */
    public SearchState begin(DoubleConsumer progress) {
        Candidate vcg = validated(AmaParameters.vcg(environment));
        if (!Double.isFinite(vcg.validation().mean())) {
            throw stopped(vcg.validation(), "the validation of VCG", vcg);
        }
        if (settings.strategy() == Strategy.NONE) {
            return new SearchState(0, List.of(), null, List.of(), vcg);
        }
        List<Candidate> found = new ArrayList<>();
        Parametrization coarse = phases.get(0);
        SobolPoints points = new SobolPoints(coarse.size(), stream.child("points"));
        Profiles common = draw("sobol", 0, settings.profiles());
        for (int k = 0; k < settings.searchPoints(); k++) {
            double[] point = points.next();
            if (coarse.isMechanism(point)) {
                AmaParameters parameters = coarse.parameters(point);
                found.add(new Candidate(parameters, estimate(parameters, common)));
            }
            if (found.size() > 4 * settings.starts()) {
                // Full tables of thousands of points would fill the memory.
                found = new ArrayList<>(best(found, settings.starts()));
            }
            progress.accept((k + 1.0) / settings.searchPoints());
        }
        List<Candidate> starts = new ArrayList<>();
        if (settings.strategy() == Strategy.REGULARIZED_GRADIENT) {
            starts.add(vcg);
        }
        starts.addAll(best(found, settings.starts() - starts.size()));
        return new SearchState(0, starts, null, List.of(), vcg);
    }

    private static SearchStopped stopped(Estimate objective, String where, Candidate best) {
        return new SearchStopped(
                "objective = " + objective.mean() + " or its gradient is not finite in " + where
                        + "\nMaybe a higher temperature or a smaller step; the best validated mechanism is kept.",
                best.parameters());
    }

    private static List<Candidate> best(List<Candidate> candidates, int count) {
        return candidates.stream()
                .filter(candidate -> Double.isFinite(candidate.validation().mean()))
                .sorted(Comparator.comparingDouble(
                        (Candidate candidate) -> -candidate.validation().mean()))
                .limit(count)
                .toList();
    }

    /** Whether the search is over; {@link SearchState#best()} is then its result. */
    public boolean done(SearchState state) {
        return state.phase() >= phases.size();
    }

    /** How much of the search is behind, in [0, 1]. */
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
        return Math.max(1, settings.starts() >> phase);
    }

    /** The finest coordinates get three fifths of the steps, the coarser ones share the rest. */
    private int stepsOf(int phase) {
        if (phases.size() == 1) {
            return settings.iterations();
        }
        int coarse = settings.iterations() / 5;
        return phase < phases.size() - 1 ? coarse : settings.iterations() - coarse * (phases.size() - 1);
    }

    /**
     * One gradient step, or one validation at the end of an ascent.
     *
     * @param trace receives what happened
     * @throws SearchStopped if the objective or its gradient is not finite
     */
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
        AmaParameters parameters = coordinates.parameters(ascent.point().toArray());
        double done = (double) ascent.steps() / stepsOf(state.phase());
        double heat = Math.pow(COOLED, done);
        Profiles profiles = draw("profiles/" + state.phase(), ascent.steps(), settings.profiles());
        ObjectiveGradient.Step step = gradient.at(parameters, profiles, settings.regularizer(heat));
        double rate = settings.step() * (LAST + (1 - LAST) * (1 + Math.cos(Math.PI * done)) / 2);
        Adam next = ascent.ascend(coordinates.gradient(parameters, step), rate);
        String phase = coordinates.tying().name();
        int start = state.finished().size() + 1;
        if (!Double.isFinite(step.objective().mean())
                || !coordinates.isMechanism(next.point().toArray())) {
            String where = "phase " + phase + ", start " + start + ", step " + (ascent.steps() + 1);
            throw stopped(step.objective(), where, state.best());
        }
        trace.accept(new TraceRow(
                phase,
                start,
                next.steps(),
                objective.reported(step.objective()),
                settings.temperature() * heat,
                seconds()));
        return new SearchState(state.phase(), state.starts(), next, state.finished(), state.best());
    }

    private SearchState finish(SearchState state, Parametrization coordinates, Adam ascent, Consumer<TraceRow> trace) {
        Candidate end = validated(coordinates.parameters(ascent.point().toArray()));
        if (!Double.isFinite(end.validation().mean())) {
            throw stopped(
                    end.validation(),
                    "the validation of phase " + coordinates.tying().name(),
                    state.best());
        }
        List<Candidate> finished = new ArrayList<>(state.finished());
        finished.add(end);
        trace.accept(new TraceRow(
                coordinates.tying().name(), finished.size(), 0, objective.reported(end.validation()), 0, seconds()));
        if (finished.size() < state.starts().size()) {
            return new SearchState(state.phase(), state.starts(), null, finished, state.best());
        }
        List<Candidate> all = new ArrayList<>(finished);
        all.add(state.best());
        int next = state.phase() + 1;
        List<Candidate> starts = next < phases.size() ? best(finished, startsOf(next)) : List.of();
        return new SearchState(next, starts, null, List.of(), best(all, 1).get(0));
    }

    private double seconds() {
        return (System.nanoTime() - started) / 1e9;
    }

    private Candidate validated(AmaParameters parameters) {
        return new Candidate(parameters, estimate(parameters, validation));
    }

    /** The hard objective on given profiles. */
    private Estimate estimate(AmaParameters parameters, Profiles profiles) {
        List<double[]> values = new ArrayList<>();
        new AffineMaximizer(environment, parameters).forEachOutcome(solvers, profiles, outcome -> {
            double[] chunk = new double[outcome.count()];
            Arrays.setAll(chunk, b -> objective.value(outcome.revenue(b), outcome.welfare(b), outcome.losses(b)));
            values.add(chunk);
        });
        return Estimate.of(values.stream().flatMapToDouble(Arrays::stream).toArray());
    }
}
