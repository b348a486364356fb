package org.dynama.ama.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.objective.Estimate;
import org.dynama.ama.search.MechanismSearch;
import org.dynama.ama.search.SearchState;
import org.dynama.ama.search.SearchStopped;
import org.dynama.ama.search.TraceRow;
import org.dynama.page.Numbers;
import org.dynama.study.Run;

/** Searches of a run one after another, with one trace: each begins, or goes on where a checkpoint stands. */
final class SearchCourse {
    private final Run run;
    private final boolean isMinimized;
    private final Supplier<String> hint;
    private final List<TraceRow> trace = new ArrayList<>();
    private final TraceCurves curves;

    /** @param hint said beside the latest figures; mostly empty */
    SearchCourse(Run run, boolean isMinimized, Supplier<String> hint) {
        this.run = run;
        this.hint = hint;
        curves = new TraceCurves(run);
        this.isMinimized = isMinimized;
    }

    /** What a killed search needs to go on: its state, and the rows of the trace up to it. */
    private record Piece(SearchState state, List<TraceRow> trace) {}

    /**
     * Takes a search to its end.
     *
     * @param piece of the checkpoint
     * @param first its state before the first step
     * @param saving told of the best mechanism so far where the search stops
     * @throws SearchStopped if the search meets a number that is not finite, or a solver fails
     */
    AmaParameters best(
            MechanismSearch search, String piece, Supplier<SearchState> first, Consumer<AmaParameters> saving) {
        Piece old = run.load(piece, Piece.class);
        if (old != null) {
            curves.addAll(old.trace().stream().skip(trace.size()).toList());
            trace.clear();
            trace.addAll(old.trace());
        }
        try {
            SearchState state = old != null ? old.state() : first.get();
            while (!search.done(state)) {
                double behind = search.progress(state);
                search.watch(share -> run.at("search", behind, latest() + within(share)));
                if (run.isDue()) {
                    run.save(piece, new Piece(state, trace));
                }
                state = search.advance(state, this::add);
                run.at("search", search.progress(state), latest() + hint.get());
            }
            run.save(piece, new Piece(state, trace));
            run.leave(folder -> TraceTable.write(folder, trace));
            return state.best().parameters();
        } catch (SearchStopped stopped) {
            saving.accept(stopped.best());
            run.leave(folder -> TraceTable.write(folder, trace));
            throw stopped;
        }
    }

    private void add(TraceRow row) {
        trace.add(row);
        curves.add(row);
    }

    /** What is said while a batch of profiles is worked on; nothing once it is done. */
    static String within(double share) {
        return share < 1 ? String.format(Locale.ROOT, " (%.0f %% of a batch)", 100 * share) : "";
    }

    private String latest() {
        if (trace.isEmpty()) {
            return "first step";
        }
        TraceRow row = trace.get(trace.size() - 1);
        String best = trace.stream()
                .filter(validated -> validated.step() == 0)
                .map(TraceRow::objective)
                .max(Comparator.comparing(objective -> isMinimized ? -objective.mean() : objective.mean()))
                .map(objective -> ", best so far " + said(objective))
                .orElse("");
        return row.phase() + ", " + said(row.objective()) + best;
    }

    /** An estimate on a line of plain ASCII. */
    static String said(Estimate estimate) {
        return Numbers.mean(estimate.mean(), estimate.standardError()).replace('−', '-');
    }
}
