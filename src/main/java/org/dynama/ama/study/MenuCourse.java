package org.dynama.ama.study;

import java.util.ArrayList;
import java.util.List;
import org.dynama.ama.menu.ProposedMenu;
import org.dynama.ama.menu.candidates.MenuSearch;
import org.dynama.ama.menu.candidates.MenuSettings;
import org.dynama.ama.menu.candidates.MenuState;
import org.dynama.ama.menu.candidates.MenuWatcher;
import org.dynama.ama.objective.Estimate;
import org.dynama.ama.search.SearchSettings;
import org.dynama.ama.search.TraceRow;
import org.dynama.study.Run;
import org.jspecify.annotations.Nullable;

/** The phases of a menu's search in a run: each begins where the last one's checkpoint stands. */
final class MenuCourse {
    private static final String PHASE = "menu-phase";

    private final SearchSpec spec;
    private final Run run;
    private final MenuSearch search;
    private final List<TraceRow> trace = new ArrayList<>();
    private final TraceCurves curves;

    MenuCourse(SearchSpec spec, Run run) {
        this.spec = spec;
        this.run = run;
        curves = new TraceCurves(run);
        SearchSettings wanted = spec.search();
        MenuSettings defaults = MenuSettings.defaults(
                spec.environment(), wanted.seed(), spec.keys().threads());
        MenuSettings settings = new MenuSettings(
                spec.menuSize(),
                defaults.samples(),
                defaults.common(),
                wanted.ascent().profiles(),
                wanted.ascent().iterations(),
                wanted.ascent().steps().get(0),
                wanted.coordinates().weights(),
                wanted.seed(),
                defaults.threads());
        search = new MenuSearch(spec.environment(), spec.objective(), settings, List.of());
    }

    /** What is known after a phase, beside the menu. */
    private record Piece(
            int phase, List<Integer> orbits, List<Integer> kinds, Estimate validation, List<TraceRow> trace) {}

    /** The end of the search. */
    MenuState found() {
        MenuState state = loaded();
        if (state == null) {
            state = search.begin(watcher());
            save(state);
        }
        while (!search.done(state)) {
            state = search.advance(state, watcher());
            save(state);
        }
        run.leave(folder -> TraceTable.write(folder, trace));
        return state;
    }

    private @Nullable MenuState loaded() {
        MenuPiece menu = run.load(MenuPiece.NAME, MenuPiece.class);
        Piece piece = run.load(PHASE, Piece.class);
        if (menu == null || piece == null || menu.names().size() != piece.orbits.size()) {
            return null;
        }
        trace.addAll(piece.trace);
        curves.addAll(piece.trace);
        ProposedMenu proposal = menu.proposal(spec.environment().mdp());
        return new MenuState(
                piece.phase, proposal.menu(), piece.orbits, piece.kinds, proposal.parameters(), piece.validation);
    }

    private void save(MenuState state) {
        ProposedMenu proposal = new ProposedMenu(state.menu(), state.parameters());
        run.save(MenuPiece.NAME, MenuPiece.of(proposal, spec.environment().mdp()));
        run.save(PHASE, new Piece(state.phase(), state.orbits(), state.kinds(), state.validation(), trace));
    }

    private MenuWatcher watcher() {
        return (phase, step, done, estimate) -> {
            Estimate reported = spec.objective().reported(estimate);
            TraceRow row = new TraceRow(phase, 1, step, reported, 0, run.seconds());
            trace.add(row);
            curves.add(row);
            run.at(phase, done, SearchCourse.said(reported));
        };
    }
}
