package org.dynama.ama.study;

import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.menu.FeatureEstimate;
import org.dynama.ama.menu.Menu;
import org.dynama.ama.menu.OfferedMenu;
import org.dynama.ama.menu.ProposedMenu;
import org.dynama.ama.menu.candidates.MenuState;
import org.dynama.baseline.ProfileGrid;
import org.dynama.model.RandomStream;
import org.dynama.study.Run;

/** The search of a menu: which policies it holds, and a boost for each. */
final class MenuRun {
    private final SearchSpec spec;
    private final Run run;

    MenuRun(SearchSpec spec, Run run) {
        this.spec = spec;
        this.run = run;
    }

    /**
     * Whether a spec asks for a menu, or for the best method where one agent buys several goods: there lotteries earn more. Where
     * types are few, annealing is exact.
     */
    static boolean isChosen(SearchSpec spec) {
        return switch (spec.search().optimizer()) {
            case MENU -> true;
            case AUTO ->
                spec.environment().agentCount() == 1
                        && spec.tree().at("/environment/items").asInt() > 1
                        && Double.isInfinite(ProfileGrid.profiles(spec.environment()))
                        && LotteryCourse.fits(spec);
            default -> false;
        };
    }

    /** Searches, or goes on where checkpoints stand: lotteries for auctions that sell all at once, policies elsewhere. */
    Found found() {
        LotteryCourse lotteries = LotteryCourse.of(spec, run);
        if (lotteries != null) {
            ProposedMenu trained = lotteries.found();
            return found(trained.menu(), trained.parameters(), "products of blocks, float64");
        }
        MenuState state = new MenuCourse(spec, run).found();
        return found(state.menu(), state.parameters(), "features of policies, float64");
    }

    private OfferedMenu offered(Menu menu) {
        if (!spec.isEstimated()) {
            return OfferedMenu.of(spec.environment(), menu);
        }
        run.at("runs of the menu's policies", 0, "");
        RandomStream stream = new RandomStream(spec.keys().seed(), "menu/features");
        return OfferedMenu.estimated(
                spec.environment(),
                menu,
                FeatureEstimate.of(
                        spec.environment(),
                        menu,
                        spec.menuRuns(),
                        stream,
                        spec.keys().threads()));
    }

    private Found found(Menu menu, AmaParameters parameters, String solver) {
        return new Found(spec.offering(offered(menu)), parameters, "Java kernel, " + solver);
    }
}
