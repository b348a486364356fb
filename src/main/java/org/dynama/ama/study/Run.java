package org.dynama.ama.study;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import org.dynama.ama.audit.Bound;
import org.dynama.ama.audit.Evaluation;
import org.dynama.ama.audit.ExactEvaluation;
import org.dynama.ama.audit.IncentiveAudit;
import org.dynama.ama.mechanism.AffineMaximizer;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.objective.Estimate;
import org.dynama.ama.search.MechanismSearch;
import org.dynama.ama.search.SearchState;
import org.dynama.ama.search.SearchStopped;
import org.dynama.ama.search.TraceRow;
import org.dynama.config.Json;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.solver.Settings;
import org.dynama.solver.pool.Solvers;
import org.dynama.study.InvalidRunException;
import org.dynama.study.Progress;
import org.dynama.study.RunDirectory;
import org.dynama.world.Environment;
import org.dynama.world.Folding;
import org.jspecify.annotations.Nullable;

/**
 * The hall: one run from a spec to a record, as the data path goes.
 *
 * <p>Environment, search, exact evaluation, audit, record; each step is a room.
 */
public final class Run {
    /** A kill loses at most about this much of the ascents; the choice of starts before them is one piece. */
    private static final double CHECKPOINT_SECONDS = 2;

    private final Spec spec;
    private final RunDirectory directory;
    private final Progress progress;
    private final double checkpointSeconds;
    private long started = System.nanoTime();

    /** A run of a spec into a folder. */
    public Run(Spec spec, RunDirectory directory, Progress progress) {
        this(spec, directory, progress, CHECKPOINT_SECONDS);
    }

    Run(Spec spec, RunDirectory directory, Progress progress, double checkpointSeconds) {
        this.spec = spec;
        this.directory = directory;
        this.progress = progress;
        this.checkpointSeconds = checkpointSeconds;
    }

    /**
     * Searches, or goes on where a checkpoint stands, then evaluates exactly and writes the run's files.
     *
     * @throws SearchStopped if the search meets a number that is not finite; the best mechanism so far is then written
     */
    public RunRecord search() {
        AmaParameters found;
        String solver;
        if (spec.folding() != null) {
            // Whatever is found must be evaluated on the whole tree: better to hear now that it does not fit.
            solvers(spec.environment(), Settings.Precision.FLOAT64).close();
        }
        try (Solvers solvers = solvers(spec.searched(), spec.solver().precision())) {
            solver = solvers.description();
            found = whole(found(solvers));
        }
        return finish("search", found, profiles(), seconds(), solver);
    }

    /** Evaluates a mechanism exactly and writes the run's files. */
    public RunRecord evaluate(AmaParameters parameters) {
        return evaluate(parameters, profiles());
    }

    /** Evaluates a mechanism exactly, on given profiles, and writes the run's files. */
    public RunRecord evaluate(AmaParameters parameters, Profiles profiles) {
        return finish("evaluate", parameters, profiles, 0, "");
    }

    /** The fresh profiles that the spec's evaluation asks for. */
    public Profiles profiles() {
        return Profiles.draw(
                spec.environment().agents(),
                new RandomStream(spec.seed(), "evaluation"),
                0,
                spec.evaluation().profiles());
    }

    private Solvers solvers(Environment environment, Settings.Precision precision) {
        Settings wanted = spec.solver();
        return Solvers.of(
                environment.mdp(),
                environment.rewards(),
                environment.dimension(),
                new Settings(wanted.device(), precision, wanted.threads(), wanted.memoryBytes()));
    }

    /** What the search has found, for the whole environment. */
    private AmaParameters whole(AmaParameters found) {
        Folding folding = spec.folding();
        return folding == null ? found : new AmaParameters(found.weights(), folding.spread(found.boosts()));
    }

    private void write(AmaParameters parameters) {
        MechanismFile file = MechanismFile.of(
                spec.tree().get("environment"), spec.tree().get("objective"), spec.environment(), parameters);
        directory.writeMechanism(file, spec.environment(), parameters);
    }

    private AmaParameters found(Solvers solvers) {
        List<TraceRow> trace = new ArrayList<>();
        Checkpoint old = resumed(trace);
        if (old != null) {
            started -= (long) (1e9 * old.seconds());
        }
        MechanismSearch search =
                new MechanismSearch(spec.searched(), spec.objective(), spec.search(), solvers, seconds());
        directory.writeSpec(spec);
        try {
            SearchState state = old != null ? old.state() : search.begin(done -> progress.at("start points", done, ""));
            double saved = Double.NEGATIVE_INFINITY;
            while (!search.done(state)) {
                if (seconds() - saved >= checkpointSeconds) {
                    checkpoint(state, trace);
                    saved = seconds();
                }
                state = search.advance(state, trace::add);
                progress.at("search", search.progress(state), latest(trace));
            }
            checkpoint(state, trace);
            return state.best().parameters();
        } catch (SearchStopped stopped) {
            write(whole(stopped.best()));
            directory.writeTrace(trace);
            throw stopped;
        }
    }

    private static String latest(List<TraceRow> trace) {
        TraceRow row = trace.get(trace.size() - 1);
        return String.format(
                Locale.ROOT, "%s, %.4f", row.phase(), row.objective().mean());
    }

    private @Nullable Checkpoint resumed(List<TraceRow> trace) {
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
        return checkpoint;
    }

    /** The trace goes first: a checkpoint may then lack rows of it, but never the other way round. */
    private void checkpoint(SearchState state, List<TraceRow> trace) {
        directory.writeTrace(trace);
        directory.write(
                directory.checkpoint(), Json.write(new Checkpoint(Checkpoint.SCHEMA, trace.size(), seconds(), state)));
    }

    private RunRecord finish(
            String command, AmaParameters parameters, Profiles profiles, double searchSeconds, String solver) {
        // First what was found: an evaluation that fails must not lose it.
        directory.writeSpec(spec);
        write(parameters);
        Environment environment = spec.environment();
        RandomStream stream = new RandomStream(spec.seed(), "evaluation");
        try (Solvers solvers = solvers(environment, Settings.Precision.FLOAT64)) {
            ExactEvaluation exact = new ExactEvaluation(environment, spec.objective(), solvers);
            String route = spec.evaluation().linearPrograms() ? "linear programs" : "dynamic programs";
            IntConsumer done = count -> progress.at(route, (double) count / profiles.count(), "");
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
            String solved = solver.isEmpty() ? solvers.description() : solver;
            RunRecord record =
                    new Recorder(spec, started).record(command, solved, evaluation, limit, audit, searchSeconds);
            directory.write(directory.result(), Json.write(record));
            directory.deleteCheckpoint();
            return record;
        }
    }

    private RunRecord.@Nullable Limit limit(ExactEvaluation exact, AmaParameters parameters, RandomStream stream) {
        Bound bound = Bound.of(spec.environment(), spec.objective());
        int count = spec.evaluation().shareProfiles();
        if (bound == null || count == 0) {
            return null;
        }
        Profiles profiles = Profiles.draw(spec.environment().agents(), stream.child("share"), 0, count);
        ExactEvaluation.Share share = exact.share(parameters, bound, profiles);
        Estimate ratio = share.ratio();
        return new RunRecord.Limit(
                bound.kind(),
                share.bound().mean(),
                share.bound().standardError(),
                new RunRecord.Share(ratio.mean(), ratio.standardError(), ratio.count()));
    }

    private double seconds() {
        return (System.nanoTime() - started) / 1e9;
    }
}
