package org.dynama.ama.search;

import java.util.List;
import org.dynama.model.Endlessness;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.world.RewardScale;

/** The searches that refine starts by gradient steps. */
final class Ascents {
    private Ascents() {}

    /** By terminal classes in static auctions, by derivatives where some entropy has a solver, else by differences. */
    static SearchMethod coarseToFine(SearchTask task) {
        if (TerminalFit.isFirstChoice(task)) {
            return new TerminalSearch(task);
        }
        Mdp mdp = task.environment().mdp();
        if (Endlessness.mayLast(mdp)) {
            return byDifferences(task.with(LastingEffort.fitted(task.environment(), task.settings())));
        }
        return mdp.horizon() instanceof Horizon.AverageReward ? byDifferences(task) : annealed(task, derivatives(task));
    }

    static SearchMethod byDifferences(SearchTask task) {
        return annealed(task, differences(task));
    }

    private static SearchMethod annealed(SearchTask task, GradientEstimator estimator) {
        MultiStart ascents = new MultiStart(task, shared(task), false, estimator);
        return Annealed.fits(task) ? new Annealed(task, ascents, shared(task)) : ascents;
    }

    /** The full table, unless settings share boosts; VCG is one of the starts. */
    static SearchMethod fromVcg(SearchTask task) {
        BoostSharing boosts = task.settings().coordinates().boosts();
        List<Sharing> phase = List.of(Sharing.of(task.environment(), boosts));
        return new MultiStart(task, phase, true, derivatives(task));
    }

    private static List<Sharing> shared(SearchTask task) {
        return task.settings().coordinates().boosts().of(task.environment());
    }

    private static GradientEstimator differences(SearchTask task) {
        return new ZerothOrder(
                task.environment(),
                new ObjectiveGradient(task.environment(), task.objective(), task.solvers()),
                task.settings().differences(),
                task.stream().child("perturbations"),
                task.solvers());
    }

    private static GradientEstimator derivatives(SearchTask task) {
        double rewardUnit = RewardScale.largest(task.environment());
        return new RegularizedGradient(task.gradient(), task.settings().entropy(), rewardUnit, task.unit());
    }
}
