package org.dynama.ama.menu;

import java.util.ArrayList;
import java.util.List;
import org.dynama.refusal.Refusal;
import org.dynama.world.Absence;
import org.dynama.world.Environment;
import org.jspecify.annotations.Nullable;

/**
 * A menu with the world that it makes.
 *
 * @param world whose policies it holds
 * @param menu the policies
 * @param visits of the policies
 * @param features of the policies
 * @param choice the world of one state that they make
 * @param bound how far from truthful it is; null where features are exact, and it is truthful
 */
public record OfferedMenu(
        Environment world,
        Menu menu,
        PolicyVisits visits,
        MenuFeatures features,
        Environment choice,
        @Nullable FeatureBound bound) {

    /**
     * A menu of a world.
     *
     * @throws Refusal as {@link MenuWorld#of}
     */
    public static OfferedMenu of(Environment world, Menu menu) {
        PolicyVisits visits = PolicyVisits.of(world.mdp(), menu);
        return new OfferedMenu(
                world, menu, visits, MenuFeatures.of(world, menu, visits).plain(), null);
    }

    /**
     * A menu with features that runs have estimated, which is not exactly truthful.
     *
     * @throws Refusal as {@link MenuWorld#of}, and if some agent's types have no end
     */
    public static OfferedMenu estimated(Environment world, Menu menu, FeatureEstimate estimate) {
        return stored(world, menu, estimate.features(), estimate.bound());
    }

    /**
     * A menu with features that were stored.
     *
     * @throws Refusal as {@link MenuWorld#of}, and naming the first feature that is not that of its policy
     */
    public static OfferedMenu of(Environment world, Menu menu, MenuFeatures stated) {
        OfferedMenu offered = stored(world, menu, stated, null);
        offered.requireFeatures();
        return offered;
    }

    /**
     * A menu with features that were stored, and policies that nobody has looked at: {@link #requireFeatures} does.
     *
     * @param bound how far they may be from the policies'; null where they are exact
     * @throws Refusal as {@link MenuWorld#of}
     */
    public static OfferedMenu stored(Environment world, Menu menu, MenuFeatures stated, @Nullable FeatureBound bound) {
        return new OfferedMenu(world, menu, PolicyVisits.later(world.mdp(), menu), stated, bound);
    }

    /**
     * Holds the features against those of the policies, or estimates against their bound where these are known.
     *
     * @throws Refusal naming the first that is not that of its policy, or if estimates are farther away than stated
     */
    public void requireFeatures() {
        if (bound != null) {
            requireEstimates(bound);
            return;
        }
        FeatureCheck check = FeatureCheck.of(world, menu, features, visits);
        if (!check.holds()) {
            throw Refusal.of(
                    check.where() + ": the menu's features are not those of its policies in this world",
                    "Maybe the menu belongs to another world, or was edited.");
        }
    }

    private void requireEstimates(FeatureBound stated) {
        if (KnownFeatures.areOf(world)) {
            FeatureBound own = KnownFeatures.bound(world, menu, features, stated.runs());
            if (!stated.covers(own)) {
                throw Refusal.of(
                        "the menu's estimates allow gains of " + own.gains() + " by lies, and it states "
                                + stated.gains(),
                        "Maybe the menu belongs to another world, or was edited.");
            }
        }
    }

    private OfferedMenu(
            Environment world, Menu menu, PolicyVisits visits, MenuFeatures features, @Nullable FeatureBound bound) {
        this(world, menu, visits, features, MenuWorld.of(world, menu, visits, features), bound);
    }

    /**
     * That its features are exact.
     *
     * @param what asks for that, as {@code dynama announce}
     * @throws Refusal if they are estimates
     */
    public void requireExact(String what) {
        if (bound != null) {
            throw bound.refusal(what);
        }
    }

    /** Conventions that decide numbers, and what is proven of them. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>(choice.notes());
        if (choice.absence() instanceof Absence.Masked) {
            notes.set(
                    0,
                    "without an agent, entries are impossible that use an action which needs her, or that are worth less than"
                            + " nothing to a type that she may have");
        }
        if (bound != null) {
            notes.add(bound.sentence());
            notes.add("one of " + menu.size() + " policies is chosen for the whole run; rewards are told as estimated");
            return List.copyOf(notes);
        }
        notes.add(
                "one of " + menu.size() + " policies is chosen for the whole run: truth is dominant in expectation over"
                        + " chance and lotteries");
        notes.add(
                "certificates prove choice and payments from the features of the entries; that these are the policies' own"
                        + " is another check, which verify makes");
        return List.copyOf(notes);
    }
}
