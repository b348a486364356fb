package org.dynama.ama.study;

import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;
import org.dynama.ama.audit.EvaluationSums;
import org.dynama.ama.audit.IncentiveAudit;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.menu.OfferedMenu;
import org.dynama.ama.objective.Objective;
import org.dynama.ama.search.MechanismSearch;
import org.dynama.ama.search.Optimizer;
import org.dynama.ama.search.SearchStopped;
import org.dynama.model.Endlessness;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.solver.Settings;
import org.dynama.solver.Settings.Precision;
import org.dynama.solver.pool.Solvers;
import org.dynama.study.Header;
import org.dynama.study.Run;
import org.dynama.world.Folding;
import org.jspecify.annotations.Nullable;

/** One run from a spec to a record, as the data path goes: environment, search, exact evaluation, audit, record. */
public final class SearchRun {
    private static final String PIECE = "search";
    private static final String BEGUN = "loops";

    /** By which loops a search began: it goes on by the same, to the same bits. */
    private record Begun(Settings.Loops loops) {}

    private final SearchSpec spec;
    private final Run run;

    /** A run of a spec. */
    public SearchRun(SearchSpec spec, Run run) {
        this.spec = spec;
        this.run = run;
    }

    /**
     * Searches, or goes on where a checkpoint stands, then evaluates exactly.
     *
     * @throws SearchStopped if the search meets a number that is not finite, or a solver fails; the best mechanism so far
     *     is then written
     */
    public SearchRecord search() {
        Found found = find();
        double seconds = run.seconds();
        return new SearchRun(found.spec(), run).evaluate("search", found.parameters(), null, seconds, found.solver());
    }

    /**
     * Searches, or goes on where a checkpoint stands, and leaves the mechanism.
     *
     * @throws SearchStopped as {@link #search}
     */
    public Found find() {
        Found found = MenuRun.isChosen(spec) ? menu() : found();
        // First what was found: an evaluation that fails must not lose it.
        run.leave(folder -> MechanismFile.write(folder, found.spec(), found.parameters()));
        return found;
    }

    /**
     * Evaluates a mechanism exactly.
     *
     * @param given profiles; null for those that are drawn
     */
    public EvaluationSums evaluated(AmaParameters parameters, @Nullable Profiles given) {
        try (ExactSolvers exact = ExactSolvers.of(spec, spec.keys().threads())) {
            EvaluationCourse course = new EvaluationCourse(spec, run, exact, parameters);
            return given != null ? course.on(given) : course.onDrawn();
        }
    }

    /**
     * Evaluates a mechanism exactly, and holds it against a bound and lies.
     *
     * @param command that the record names
     * @param given profiles; null for those that are drawn
     */
    public SearchRecord evaluate(String command, AmaParameters parameters, @Nullable Profiles given) {
        return evaluate(command, parameters, given, 0, "");
    }

    /** The fresh profiles that a spec's evaluation asks for. */
    public static Profiles drawn(SearchSpec spec) {
        return drawn(spec, spec.keys().evaluation().profiles());
    }

    /** The first of those profiles. */
    public static Profiles drawn(SearchSpec spec, int count) {
        return drawn(spec, 0, count);
    }

    /**
     * Some of them.
     *
     * @param first a multiple of {@link Profiles#BLOCK}
     */
    static Profiles drawn(SearchSpec spec, int first, int count) {
        return Profiles.draw(
                spec.environment().agents(),
                new RandomStream(spec.keys().evaluationSeed(), "evaluation"),
                first,
                count);
    }

    /** What the search has found, for the whole environment. */
    private AmaParameters whole(AmaParameters found) {
        Folding folding = spec.folding();
        return folding == null ? found : new AmaParameters(found.weights(), folding.spread(found.boosts()));
    }

    private Found menu() {
        new GradientCourse(run, spec.gradients()).require();
        return new MenuRun(spec, run).found();
    }

    private Found found() {
        if (spec.folding() != null) {
            // Whatever is found must be evaluated on the whole tree: better to hear now that it does not fit.
            spec.solvers(spec.environment(), Precision.FLOAT64).close();
        }
        Begun begun = run.load(BEGUN, Begun.class);
        SearchSpec course = begun == null ? spec : spec.with(begun.loops());
        try (GradientCourse gradients = new GradientCourse(run, spec.gradients());
                MechanismSearch search = new MechanismSearch(
                        spec.searched(),
                        spec.objective(),
                        spec.search(),
                        world -> course.solvers(world, spec.keys().precision()),
                        gradients,
                        run.seconds())) {
            gradients.require();
            if (begun == null) {
                run.save(BEGUN, new Begun(search.loops()));
            }
            AmaParameters best = new SearchCourse(run, spec.objective().sense() == Objective.Sense.MIN, gradients::hint)
                    .best(
                            search,
                            PIECE,
                            () -> search.begin(starting(search)),
                            so -> run.leave(folder -> MechanismFile.write(folder, spec, whole(so))));
            return new Found(spec, whole(best), search.solver());
        }
    }

    /** Tells of start points, and of what is done before the first. */
    private DoubleConsumer starting(MechanismSearch search) {
        run.at("start points", 0, "");
        double[] points = {0};
        search.watch(share -> run.at("start points", points[0], SearchCourse.within(share)));
        return done -> {
            points[0] = done;
            run.at("start points", done, "");
        };
    }

    private SearchRecord evaluate(
            String command, AmaParameters parameters, @Nullable Profiles given, double searched, String solver) {
        try (ExactSolvers exact = ExactSolvers.of(spec, spec.keys().threads())) {
            Solvers solvers = exact.solvers();
            EvaluationCourse course = new EvaluationCourse(spec, run, exact, parameters);
            EvaluationSums evaluation = given != null ? course.on(given) : course.onDrawn();
            CheckCourse checks = new CheckCourse(spec, run, exact, parameters);
            SearchRecord.Limit limit = checks.limit();
            IncentiveAudit audit = checks.audit();
            Recorder recorder = new Recorder(spec, evaluation, limit, audit);
            String solved = solver.isEmpty() ? solvers.description() : solver;
            double total = run.seconds();
            return new SearchRecord(
                    Header.of(command, spec.keys().name(), spec.keys().seed(), recorder.soundness()),
                    new SearchRecord.Setting(
                            spec.environment().name(), notes(), solved.contains("gpu") ? "gpu" : "cpu", solved),
                    recorder.value(),
                    recorder.audit(),
                    recorder.exactness(),
                    recorder.course(),
                    new SearchRecord.Seconds(searched, total - searched, total),
                    menu(parameters, evaluation.means(), solvers));
        }
    }

    private List<String> notes() {
        boolean isKept = spec.search().optimizer() != Optimizer.NONE
                && Endlessness.mayLast(spec.environment().mdp());
        return Stream.of(
                        spec.notes(),
                        EvaluationRoute.of(spec).notes(),
                        isKept
                                ? List.of(
                                        "Boosts of actions by which a run may go on for ever stay the designer's reward.")
                                : List.<String>of())
                .flatMap(List::stream)
                .toList();
    }

    private @Nullable MenuRecord menu(AmaParameters parameters, EvaluationSums.Means means, Solvers solvers) {
        OfferedMenu offered = spec.offered();
        if (offered == null) {
            return null;
        }
        int agents = spec.environment().agentCount();
        double[] types = means.types().toArray();
        Profiles mean = Profiles.of(agents, types.length / agents, 1, types);
        return new MenuTable(offered, parameters, means.visits(), mean).record(solvers);
    }
}
