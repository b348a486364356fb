package org.dynama.ama.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.search.SearchState.Candidate;
import org.dynama.model.Adam;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.world.RewardScale;

/**
 * Searches one boost for each class of what a run ends with, by gradient steps on fresh profiles. The most welfare of each
 * class does not depend on boosts, so a step needs one pass over the world for all economies, and no policy.
 *
 * <p>It starts where every item has the price at which it alone earns most. Only the choice of the class is smoothed, by a
 * temperature that falls geometrically; steps fall linearly.
 *
 * @see TerminalClasses
 * @see org.dynama.solver.terminal.EndingSolver
 */
final class TerminalSearch implements SearchMethod {
    /** The temperature at the end of an ascent beside that at its start. */
    private static final double COOLED = 0.06;

    private final SearchTask task;
    private final TerminalClasses classes;
    private final TerminalObjective objective;
    private final TerminalEffort effort;
    private final Trials trials;
    private final double unit;

    TerminalSearch(SearchTask task) {
        this.task = task;
        classes = TerminalClasses.of(task.environment());
        objective = new TerminalObjective(task.environment(), task.objective(), classes, task.solvers());
        effort = TerminalEffort.of(task.settings());
        trials = new Trials(task);
        unit = RewardScale.largest(task.environment());
    }

    @Override
    public SearchState begin(DoubleConsumer progress) {
        Candidate vcg = trials.vcg();
        List<AmaParameters> starts = new ArrayList<>();
        for (double[] boosts : TerminalStarts.of(task.environment(), classes)) {
            starts.add(parameters(boosts));
        }
        return new SearchState(0, trials.validatedAll(starts), null, List.of(), vcg, 0);
    }

    private AmaParameters parameters(double[] boosts) {
        double[] table = classes.spread(boosts);
        return new AmaParameters(Reals.filled(task.environment().agentCount(), 1), Reals.of(table));
    }

    @Override
    public boolean done(SearchState state) {
        return state.phase() > 0;
    }

    @Override
    public double progress(SearchState state) {
        if (done(state)) {
            return 1;
        }
        int steps = state.steps();
        double passed = (double) state.finished().size() * effort.iterations() + steps;
        return passed / (1.0 + (double) state.starts().size() * effort.iterations());
    }

    @Override
    public String where(SearchState state) {
        int steps = state.steps();
        return TerminalClasses.NAME + ", start " + (state.finished().size() + 1)
                + (steps < effort.iterations() ? ", step " + (steps + 1) : ", validation");
    }

    @Override
    public Candidate held(SearchState state) {
        return Trials.held(state);
    }

    @Override
    public SearchState advance(SearchState state, Consumer<TraceRow> trace) {
        Candidate start = state.starts().get(state.finished().size());
        Adam ascent = state.ascent() != null
                ? state.ascent()
                : Adam.at(point(classes.gather(start.parameters().boosts().toArray())));
        return ascent.steps() < effort.iterations() ? climb(state, ascent, trace) : finish(state, ascent, trace);
    }

    private SearchState climb(SearchState state, Adam ascent, Consumer<TraceRow> trace) {
        double left = 1 - (double) ascent.steps() / effort.iterations();
        double temperature = effort.temperature() * unit * Math.pow(COOLED, 1 - left);
        Profiles profiles = trials.draw(TerminalClasses.NAME, ascent.steps(), effort.profiles());
        TerminalObjective.Step step = objective.at(boosts(ascent.point().toArray()), profiles, temperature);
        double[] gradient = step.gradient();
        for (int c = 0; c < gradient.length; c++) {
            // Only differences of boosts count: what ends with nothing keeps none.
            gradient[c] =
                    c == classes.empty() ? 0 : gradient[c] / task.objective().size();
        }
        Adam next = ascent.ascend(gradient, effort.step() * left);
        if (!Double.isFinite(step.objective().mean()) || next.point().firstNotFinite() >= 0) {
            throw trials.stopped(step.objective(), where(state), held(state));
        }
        int start = state.finished().size() + 1;
        trace.accept(task.row(
                TerminalClasses.NAME,
                start,
                next.steps(),
                step.objective(),
                task.unit().out(temperature)));
        return new SearchState(0, state.starts(), next, state.finished(), state.best(), 0);
    }

    private SearchState finish(SearchState state, Adam ascent, Consumer<TraceRow> trace) {
        Candidate end = trials.validated(parameters(boosts(ascent.point().toArray())));
        Candidate start = state.starts().get(state.finished().size());
        List<Candidate> finished = new ArrayList<>(state.finished());
        finished.add(Trials.best(List.of(end, start), 1).get(0));
        trace.accept(task.row(TerminalClasses.NAME, finished.size(), 0, end));
        if (finished.size() < state.starts().size()) {
            return new SearchState(0, state.starts(), null, finished, state.best(), 0);
        }
        List<Candidate> all = new ArrayList<>(finished);
        all.add(state.best());
        return new SearchState(
                1, List.of(), null, List.of(), Trials.best(all, 1).get(0), 0);
    }

    private double[] point(double... boosts) {
        return Reals.of(boosts).times(1 / unit).toArray();
    }

    private double[] boosts(double... point) {
        return Reals.of(point).times(unit).toArray();
    }
}
