package org.dynama.experiment;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dynama.audit.Bound;
import org.dynama.audit.Evaluation;
import org.dynama.audit.ExactEvaluation;
import org.dynama.audit.IncentiveAudit;
import org.dynama.environment.Environment;
import org.dynama.mechanism.AffineMaximizer;
import org.dynama.mechanism.AmaParameters;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.objective.Estimate;
import org.dynama.search.MechanismSearch;
import org.dynama.search.SearchState;
import org.dynama.search.SearchStopped;
import org.dynama.search.TraceRow;
import org.dynama.solver.Settings;
import org.dynama.solver.Solvers;

/**
 * The hall: one run from a spec to a record, as the data path goes.
 *
 * <p>Environment, search, exact evaluation, audit, record; each step is a room.
 */
public final class Run {
    /** A kill loses at most about this much of a search. */
    private static final double CHECKPOINT_SECONDS = 2;

    private final Spec spec;
    private final RunDirectory directory;
    private final Progress progress;
    private final long started = System.nanoTime();

    /** A run of a spec into a folder. */
    public Run(Spec spec, RunDirectory directory, Progress progress) {
        this.spec = spec;
        this.directory = directory;
        this.progress = progress;
    }

    /**
     * Searches, or goes on where a checkpoint stands, then evaluates exactly and writes the run's files.
     *
     * @throws SearchStopped if the search meets a number that is not finite; the last good mechanism is then written
     */
    public RunRecord search() {
        directory.write(directory.spec(), spec.yaml());
        try (Solvers solvers = solvers(spec.solver().precision())) {
            AmaParameters found = found(solvers);
            directory.write(directory.mechanism(), Json.write(mechanismFile(found)));
            return finish("search", found, seconds(), solvers.description());
        }
    }

    /** Evaluates a mechanism exactly and writes the run's files. */
    public RunRecord evaluate(AmaParameters parameters) {
        directory.write(directory.spec(), spec.yaml());
        directory.write(directory.mechanism(), Json.write(mechanismFile(parameters)));
        return finish("evaluate", parameters, 0, "none");
    }

    private Solvers solvers(Settings.Precision precision) {
        Environment environment = spec.environment();
        Settings wanted = spec.solver();
        return Solvers.of(
                environment.mdp(),
                environment.rewards(),
                environment.dimension(),
                new Settings(wanted.device(), precision, wanted.threads(), wanted.memoryBytes()));
    }

    private MechanismFile mechanismFile(AmaParameters parameters) {
        return MechanismFile.of(
                spec.tree().get("environment"), spec.tree().get("objective"), spec.environment(), parameters);
    }

    private AmaParameters found(Solvers solvers) {
        MechanismSearch search = new MechanismSearch(spec.environment(), spec.objective(), spec.search(), solvers);
        List<TraceRow> trace = new ArrayList<>();
        progress.at("search", 0, "");
        SearchState state = resumed(trace);
        if (state == null) {
            state = search.begin(done -> progress.at("start points", done, ""));
        }
        try {
            double saved = seconds();
            while (!search.done(state)) {
                int phase = state.phase();
                state = search.advance(state, trace::add);
                progress.at("search", search.progress(state), latest(trace));
                if (state.phase() > phase || seconds() - saved > CHECKPOINT_SECONDS) {
                    checkpoint(state, trace);
                    saved = seconds();
                }
            }
        } catch (SearchStopped stopped) {
            directory.write(directory.mechanism(), Json.write(mechanismFile(stopped.last())));
            directory.writeTrace(trace);
            throw stopped;
        }
        directory.writeTrace(trace);
        SearchState.Candidate best = java.util.Objects.requireNonNull(state.best());
        return best.parameters();
    }

    private static String latest(List<TraceRow> trace) {
        TraceRow row = trace.get(trace.size() - 1);
        return String.format(
                Locale.ROOT, "%s, %.4f", row.phase(), row.objective().mean());
    }

    private @org.jspecify.annotations.Nullable SearchState resumed(List<TraceRow> trace) {
        if (!Files.exists(directory.checkpoint())) {
            return null;
        }
        Checkpoint checkpoint = Json.read(directory.checkpoint(), Checkpoint.class);
        if (checkpoint.schema() != Checkpoint.SCHEMA) {
            throw new InvalidRunException(directory.checkpoint() + " has schema " + checkpoint.schema()
                    + " and this version reads " + Checkpoint.SCHEMA + "\nMaybe run the search anew.");
        }
        List<TraceRow> rows = directory.readTrace();
        trace.addAll(rows.subList(0, Math.min(checkpoint.rows(), rows.size())));
        return checkpoint.state();
    }

    /** The trace goes first: a checkpoint may then lack rows of it, but never the other way round. */
    private void checkpoint(SearchState state, List<TraceRow> trace) {
        directory.writeTrace(trace);
        directory.write(directory.checkpoint(), Json.write(new Checkpoint(Checkpoint.SCHEMA, trace.size(), state)));
    }

    private RunRecord finish(String command, AmaParameters parameters, double searchSeconds, String solver) {
        Environment environment = spec.environment();
        RandomStream stream = new RandomStream(spec.seed(), "evaluation");
        try (Solvers solvers = solvers(Settings.Precision.FLOAT64)) {
            ExactEvaluation exact = new ExactEvaluation(environment, spec.objective(), solvers);
            Profiles profiles = Profiles.draw(
                    environment.agents(), stream, 0, spec.evaluation().profiles());
            String route = spec.evaluation().linearPrograms() ? "linear programs" : "dynamic programs";
            java.util.function.IntConsumer done = count -> progress.at(route, (double) count / profiles.count(), "");
            Evaluation evaluation = spec.evaluation().linearPrograms()
                    ? exact.byLinearPrograms(parameters, profiles, done)
                    : exact.byDynamicPrograms(parameters, profiles, done);
            progress.at("bound and audit", 0, "");
            RunRecord.Limit limit = limit(exact, parameters, stream);
            IncentiveAudit audit = IncentiveAudit.of(
                    environment,
                    new AffineMaximizer(environment, parameters),
                    solvers,
                    stream.child("audit"),
                    spec.evaluation().misreports());
            RunRecord record =
                    new Recorder(spec, started).record(command, solver, evaluation, limit, audit, searchSeconds);
            directory.write(directory.result(), Json.write(record));
            directory.deleteCheckpoint();
            return record;
        }
    }

    private RunRecord.@org.jspecify.annotations.Nullable Limit limit(
            ExactEvaluation exact, AmaParameters parameters, RandomStream stream) {
        Bound bound = Bound.of(spec.environment(), spec.objective());
        int count = spec.evaluation().shareProfiles();
        if (bound == null || count == 0) {
            return null;
        }
        Profiles profiles = Profiles.draw(spec.environment().agents(), stream.child("share"), 0, count);
        ExactEvaluation.Share share = exact.share(parameters, bound.optimal(), profiles);
        Estimate ratio = share.ratio();
        return new RunRecord.Limit(
                bound.kind(),
                share.optimal().mean(),
                new RunRecord.Share(ratio.mean(), ratio.standardError(), ratio.count()));
    }

    private double seconds() {
        return (System.nanoTime() - started) / 1e9;
    }
}
