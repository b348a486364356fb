package org.dynama.ama.menu;

import java.util.ArrayList;
import java.util.List;
import org.dynama.refusal.Refusal;
import org.dynama.world.Absence;
import org.dynama.world.Environment;

/**
 * A menu with the world that it makes.
 *
 * @param world whose policies it holds
 * @param menu the policies
 * @param visits of the policies
 * @param features of the policies
 * @param choice the world of one state that they make
 */
public record OfferedMenu(
        Environment world, Menu menu, PolicyVisits visits, MenuFeatures features, Environment choice) {

    /**
     * A menu of a world.
     *
     * @throws Refusal as {@link MenuWorld#of}
     */
    public static OfferedMenu of(Environment world, Menu menu) {
        PolicyVisits visits = PolicyVisits.of(world.mdp(), menu);
        return new OfferedMenu(
                world, menu, visits, MenuFeatures.of(world, menu, visits).plain());
    }

    /**
     * A menu with features that were stored.
     *
     * @throws Refusal as {@link MenuWorld#of}, and naming the first feature that is not that of its policy
     */
    public static OfferedMenu of(Environment world, Menu menu, MenuFeatures stated) {
        OfferedMenu offered = stored(world, menu, stated);
        offered.requireFeatures();
        return offered;
    }

    /**
     * A menu with features that were stored, and policies that nobody has looked at: {@link #requireFeatures} does.
     *
     * @throws Refusal as {@link MenuWorld#of}
     */
    public static OfferedMenu stored(Environment world, Menu menu, MenuFeatures stated) {
        return new OfferedMenu(world, menu, PolicyVisits.later(world.mdp(), menu), stated);
    }

    /**
     * Holds the features against those of the policies.
     *
     * @throws Refusal naming the first that is not that of its policy
     */
    public void requireFeatures() {
        FeatureCheck check = FeatureCheck.of(world, menu, features, visits);
        if (!check.holds()) {
            throw Refusal.of(
                    check.where() + ": the menu's features are not those of its policies in this world",
                    "Maybe the menu belongs to another world, or was edited.");
        }
    }

    private OfferedMenu(Environment world, Menu menu, PolicyVisits visits, MenuFeatures features) {
        this(world, menu, visits, features, MenuWorld.of(world, menu, visits, features));
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
        notes.add(
                "one of " + menu.size() + " policies is chosen for the whole run: truth is dominant in expectation over"
                        + " chance and lotteries");
        notes.add(
                "certificates prove choice and payments from the features of the entries; that these are the policies' own"
                        + " is another check, which verify makes");
        return List.copyOf(notes);
    }
}
