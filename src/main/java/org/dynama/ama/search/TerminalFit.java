package org.dynama.ama.search;

import org.dynama.ama.objective.Objective;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Transitions;
import org.dynama.refusal.Refusal;
import org.dynama.world.Absence;
import org.dynama.world.Environment;

/** Where a search by terminal classes works, and where it is the first choice. */
final class TerminalFit {
    private TerminalFit() {}

    /**
     * Refuses worlds in which it cannot search.
     *
     * @throws Refusal with a rule for the place where the optimizer is named
     */
    static void require(Environment environment) {
        String fault = fault(environment);
        if (!fault.isEmpty()) {
            throw new Refusal(
                    "optimizer",
                    Optimizer.TERMINAL_CLASSES.key(),
                    fault,
                    "Maybe optimizer.kind: auto, which fits all worlds.");
        }
    }

    /**
     * Refuses objectives other than sums of revenue and welfare.
     *
     * @throws Refusal with a rule for the place where the optimizer is named
     */
    static void require(Objective objective) {
        if (!isFor(objective)) {
            throw new Refusal(
                    "optimizer",
                    Optimizer.TERMINAL_CLASSES.key(),
                    "is for revenue, or a weighted sum of revenue and welfare, and the objective is "
                            + objective.name(),
                    "Maybe optimizer.kind: auto.");
        }
    }

    private static boolean isFor(Objective objective) {
        return objective.revenue() > 0 && objective.losses().stream().allMatch(weight -> weight == 0);
    }

    /** Why a world does not fit, as a rule; empty if it does. */
    private static String fault(Environment environment) {
        Mdp mdp = environment.mdp();
        Transitions transitions = mdp.transitions();
        if (!(mdp.horizon() instanceof Horizon.Finite)) {
            return "needs a finite horizon: boosts stand where a run ends";
        }
        if (mdp.initial().stream().filter(p -> p > 0).count() > 1) {
            return "needs one initial state, and this world draws it";
        }
        for (int pair = 0; pair < mdp.pairCount(); pair++) {
            if (transitions.end(pair) - transitions.begin(pair) > 1) {
                return "needs a world in which nothing is left to chance, and \"" + mdp.pairName(pair)
                        + "\" has several outcomes";
            }
        }
        if (!(environment.absence() instanceof Absence.ZeroReward)) {
            return "needs a world in which " + new Absence.ZeroReward().describe();
        }
        if (environment.designer().stream().anyMatch(reward -> reward != 0)) {
            return "needs a designer without rewards of her own";
        }
        return environment.rewards().isRanked() ? "needs agents by name, and these go by rank" : "";
    }

    /** Whether {@link Optimizer#AUTO} leaves a search to it: in static auctions of several items, unless types are few. */
    static boolean isFirstChoice(SearchTask task) {
        Environment environment = task.environment();
        return environment.dimension() > 1
                && isFor(task.objective())
                && task.settings().coordinates().boosts() == BoostSharing.AUTO
                && fault(environment).isEmpty()
                && (environment.mdp().stateCount() == 1
                        ? AuctionShape.isAlike(environment)
                        : AuctionShape.isLattice(environment))
                && !Trials.isExact(task);
    }
}
