package org.dynama.pivot.study;

import java.util.Locale;
import org.dynama.model.RandomStream;
import org.dynama.page.Numbers;
import org.dynama.pivot.check.PivotVerification;
import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.mechanism.PivotSolver;
import org.dynama.pivot.search.AffineSearch;
import org.dynama.pivot.search.AffineState;
import org.dynama.pivot.search.Revenue;
import org.dynama.pivot.world.AffineWorld;
import org.dynama.study.Run;
import org.jspecify.annotations.Nullable;

/** The part of a run that chooses weights and boosts: the spec's, or what a search finds, from where a killed one stood. */
final class AffineRun {
    private static final String PIECE = "search";

    private final PivotSpec spec;
    private final Run run;
    private int found;

    AffineRun(PivotSpec spec, Run run) {
        this.spec = spec;
        this.run = run;
    }

    /** The world with weights and boosts. */
    AffineWorld choose() {
        PivotSpec.Keys keys = spec.keys();
        if (!keys.optimizer().isOn()) {
            return spec.affine();
        }
        AffineSearch search = new AffineSearch(
                spec.affine(), keys.optimizer().settings(), new RandomStream(keys.seed(), "search"), keys.threads());
        AffineState old = run.load(PIECE, AffineState.class);
        AffineState state = old == null ? search.begin() : old;
        while (!search.done(state)) {
            if (run.isDue()) {
                run.save(PIECE, state);
            }
            state = search.advance(state);
            String objective = keys.optimizer().objective().name().toLowerCase(Locale.ROOT);
            String best = (objective + " " + Numbers.plain(state.best().revenue()) + ", pivot "
                            + Numbers.plain(state.pivot().revenue()))
                    .replace('−', '-');
            int evaluations = state.evaluations();
            run.point(objective + " over evaluation: best so far", evaluations, state.best().revenue());
            run.point(objective + " over evaluation: pivot", evaluations, state.pivot().revenue());
            run.at("search", search.progress(state), best);
        }
        run.save(PIECE, state);
        found = state.found();
        return search.found(state);
    }

    /** What was chosen, and what it earns beside the pivot mechanism; null where nothing was weighted, boosted or searched. */
    @Nullable
    AffineResult result(AffineWorld affine, PivotVerification verification) {
        PivotSpec.Optimizer optimizer = spec.keys().optimizer();
        if (!affine.isAffine() && !optimizer.isOn()) {
            return null;
        }
        PivotMechanism pivot = PivotSolver.solve(spec.world(), spec.keys().threads(), share -> {});
        return new AffineResult(
                AffineResult.weights(affine),
                AffineResult.boosts(affine),
                verification.totals().payments().stream().sum(),
                Revenue.of(pivot),
                welfare(pivot),
                optimizer.isOn() ? optimizer.evaluations() : 0,
                found);
    }

    private static double welfare(PivotMechanism pivot) {
        double[] initial = pivot.profiles().initial(pivot.world());
        int count = pivot.profiles().count();
        double welfare = 0;
        for (int row = 0; row < initial.length; row++) {
            welfare += initial[row] == 0 ? 0 : initial[row] * pivot.welfare(0, row / count, row % count);
        }
        return welfare;
    }
}
