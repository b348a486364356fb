package org.dynama.ama.study;

import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.menu.OfferedMenu;
import org.dynama.ama.menu.search.Proposal;
import org.dynama.ama.menu.search.UsedEntries;
import org.dynama.ama.search.BoostSharing;
import org.dynama.ama.search.MechanismSearch;
import org.dynama.ama.search.SearchSettings;
import org.dynama.ama.search.SearchSettings.Ascent;
import org.dynama.ama.search.SearchSettings.Coordinates;
import org.dynama.ama.search.SearchSettings.Points;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.solver.pool.Solvers;
import org.dynama.study.Run;
import org.dynama.world.Environment;

/**
 * The search of a menu: which policies it holds, a boost for each, then without the entries that nobody has a use for, whose
 * boosts are polished.
 */
final class MenuRun {
    /** The share of the steps that is left for the pruned menu. */
    private static final int POLISHED = 4;

    /** An entry is of use if one of so many profiles has a use for it. */
    private static final int USES = 1 << 14;

    private final SearchSpec spec;
    private final Run run;
    private final SearchCourse course;

    MenuRun(SearchSpec spec, Run run) {
        this.spec = spec;
        this.run = run;
        course = new SearchCourse(run);
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
        Environment world = spec.environment();
        Proposal proposal = proposed(world);
        int steps = spec.search().ascent().iterations();
        OfferedMenu offered = OfferedMenu.of(world, proposal.menu());
        Found first = ascended(offered, proposal.start(), "search", steps - steps / POLISHED);
        Proposal used = used(offered, first.parameters());
        run.at("entries of use", 1, used.menu().size() + " of " + offered.menu().size());
        return ascended(OfferedMenu.of(world, used.menu()), used.start(), "polish", steps / POLISHED);
    }

    private Proposal proposed(Environment world) {
        MenuPiece old = run.load(MenuPiece.NAME, MenuPiece.class);
        if (old != null) {
            return old.proposal(world.mdp());
        }
        try (Solvers solvers = spec.solvers(world, spec.keys().precision())) {
            Proposal proposal = MenuProposals.of(spec, solvers);
            run.at("policies", 1, proposal.menu().size() + " different ones of at most " + spec.menuSize());
            run.save(MenuPiece.NAME, MenuPiece.of(proposal));
            return proposal;
        }
    }

    private Found ascended(OfferedMenu offered, AmaParameters start, String piece, int steps) {
        SearchSpec within = spec.offering(offered);
        try (MechanismSearch search = new MechanismSearch(
                offered.choice(),
                within.objective(),
                settings(steps),
                choice -> within.solvers(choice, spec.keys().precision()),
                run.seconds())) {
            AmaParameters best = course.best(
                    search,
                    piece,
                    () -> search.from(start),
                    so -> MechanismFile.write(run.folder(), within, so));
            return new Found(within, best, search.solver());
        }
    }

    private SearchSettings settings(int steps) {
        SearchSettings given = spec.search();
        return new SearchSettings(
                given.optimizer(),
                new Coordinates(BoostSharing.FULL, given.coordinates().weights()),
                new Points(1, 1),
                new Ascent(given.ascent().profiles(), steps, given.ascent().step()),
                given.entropy(),
                given.differences(),
                given.seed());
    }

    private Proposal used(OfferedMenu offered, AmaParameters parameters) {
        RandomStream stream = new RandomStream(spec.keys().seed(), "search").child("entries of use");
        Profiles profiles = Profiles.draw(offered.world().agents(), stream, 0, USES);
        SearchSpec within = spec.offering(offered);
        try (Solvers solvers = within.kernel(spec.keys().threads())) {
            return UsedEntries.of(offered, parameters, profiles, solvers);
        }
    }
}
