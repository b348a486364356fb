package org.dynama.ama.search;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.dynama.ama.objective.Objective;
import org.dynama.model.Endlessness;
import org.dynama.model.Horizon;
import org.dynama.refusal.Refusal;
import org.dynama.world.Absence;
import org.dynama.world.Environment;

/**
 * The ways to search. A new one is a class that makes a {@link SearchMethod}, a constant here, and its name in the schema:
 * the constant in small letters with hyphens.
 */
public enum Optimizer {
    /**
     * Boosts shared by action, then by stage and action (without stages: by the state entered), then the full table; by
     * derivatives, or by differences where no entropy has a solver. In static auctions of several items like
     * {@link #TERMINAL_CLASSES}.
     */
    AUTO(Ascents::coarseToFine),
    /** The full table from VCG and from points spread over full tables. */
    REGULARIZED_GRADIENT(Ascents::fromVcg, Optimizer::requireEntropy),
    /** Nothing is refined: the best of many points wins, as in the paper's grid search. */
    SOBOL(SobolSearch::new),
    /** Like {@link #AUTO}, always by differences instead of derivatives. */
    ZEROTH_ORDER(Ascents::byDifferences),
    /**
     * A menu of policies, which {@code org.dynama.ama.menu} finds for a world; where an environment is given that stays as it is,
     * its actions are the policies, and a boost for each is ascended from VCG.
     */
    MENU(Ascents::fromVcg, Optimizer::requireMenu),
    /** One boost for each class of what a run ends with: for revenue in deterministic worlds, such as static auctions. */
    TERMINAL_CLASSES(TerminalSearch::new, TerminalFit::require),
    /** VCG. */
    NONE(NoSearch::new);

    @SuppressWarnings("ImmutableEnumChecker") // A function without state.
    private final Function<SearchTask, SearchMethod> method;

    @SuppressWarnings("ImmutableEnumChecker") // A function without state.
    private final Consumer<Environment> requirement;

    Optimizer(Function<SearchTask, SearchMethod> method) {
        this(method, environment -> {});
    }

    Optimizer(Function<SearchTask, SearchMethod> method, Consumer<Environment> requirement) {
        this.method = method;
        this.requirement = requirement;
    }

    /** Whether it may ask for regularized solutions, which take more memory. */
    public boolean isRegularized() {
        return this != NONE && this != SOBOL && this != ZEROTH_ORDER;
    }

    /**
     * The optimizer that a spec names.
     *
     * @throws IllegalStateException if the schema knows a name that this list does not
     */
    public static Optimizer named(String name) {
        return Arrays.stream(values())
                .filter(optimizer -> optimizer.key().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "optimizer.kind = " + name + " is in the schema and must be in Optimizer, too"));
    }

    /** The name in a spec. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Refuses environments in which it cannot search.
     *
     * @throws Refusal with a rule for the place where the optimizer is named
     */
    public void require(Environment environment) {
        requirement.accept(environment);
    }

    /**
     * Refuses objectives that it cannot search for.
     *
     * @throws Refusal with a rule for the place where the optimizer is named
     */
    public void require(Objective objective) {
        if (this == TERMINAL_CLASSES) {
            TerminalFit.require(objective);
        }
    }

    SearchMethod method(SearchTask task) {
        return method.apply(task);
    }

    private static void requireMenu(Environment environment) {
        if (environment.mdp().horizon() instanceof Horizon.AverageReward) {
            throw new Refusal(
                    "optimizer.kind",
                    "menu",
                    "needs a world whose rewards add up, and this one counts the average per period",
                    "Maybe optimizer.kind: auto, or a discounted horizon.");
        }
        if (environment.absence().taken() instanceof Absence.Retyped) {
            throw new Refusal(
                    "optimizer.kind",
                    "menu",
                    "needs agents who can be left out, and this world's stay with a cost",
                    "Maybe leftOut: mask.");
        }
    }

    private static void requireEntropy(Environment environment) {
        if (environment.mdp().horizon() instanceof Horizon.AverageReward) {
            throw new Refusal(
                    "optimizer",
                    REGULARIZED_GRADIENT.key(),
                    "needs an entropy, and an average-reward horizon has no solver with one",
                    "Maybe optimizer.kind: zeroth-order, or sobol.");
        }
        if (Endlessness.mayLast(environment.mdp())) {
            throw new Refusal(
                    "optimizer",
                    REGULARIZED_GRADIENT.key(),
                    "needs an entropy, which adds up without an end where a run of a total horizon need not end",
                    "Maybe optimizer.kind: zeroth-order, or sobol.");
        }
    }
}
