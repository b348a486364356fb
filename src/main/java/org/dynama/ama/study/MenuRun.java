package org.dynama.ama.study;

import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.menu.OfferedMenu;
import org.dynama.ama.menu.candidates.MenuState;
import org.dynama.study.Run;

/**
 * The search of a menu: which policies it holds, a boost for each, then without the entries that nobody has a use for, whose
 * boosts are polished.
 */
final class MenuRun {
    private final SearchSpec spec;
    private final Run run;

    MenuRun(SearchSpec spec, Run run) {
        this.spec = spec;
        this.run = run;
    }

    /**
     * What was found.
     *
     * @param spec with the menu
     * @param solver that searched, in words
     */
    record Found(SearchSpec spec, AmaParameters parameters, String solver) {}

    /** Searches, or goes on where checkpoints stand. */
    Found found() {
        MenuState state = new MenuCourse(spec, run).found();
        OfferedMenu offered = OfferedMenu.of(spec.environment(), state.menu());
        return new Found(spec.offering(offered), state.parameters(), "features of " + state.menu().size() + " policies");
    }
}
