package org.dynama.ama.menu;

import java.util.List;
import org.dynama.model.Horizon;
import org.dynama.model.Loss;
import org.dynama.model.Mdp;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.dynama.world.Absence;
import org.dynama.world.DesignerReward;
import org.dynama.world.Environment;

/**
 * The world that a menu makes of another one: a single state, in which action {@code k} is to follow entry {@code k} for good.
 *
 * <p>An entry's coefficients are its features, expected discounted visits times the world's, and so are its constants, the
 * designer's reward and losses. A mechanism for this world has a boost for each entry; it is truthful in expectation over
 * chance and lotteries.
 */
public final class MenuWorld {
    private MenuWorld() {}

    /**
     * The world of a menu.
     *
     * @throws org.dynama.refusal.Refusal if the menu is of another MDP, rewards go by rank, or some agent
     *     leaves no entry, see {@link Participation}
     */
    public static Environment of(Environment world, Menu menu) {
        PolicyVisits visits = PolicyVisits.of(world.mdp(), menu);
        return of(world, menu, visits, MenuFeatures.of(world, menu, visits));
    }

    /**
     * The same while a menu is looked for: all entries that the world's rule for absent agents leaves, and no charge by a worst
     * type, which a menu that is found has for itself.
     */
    public static Environment open(Environment world, Menu menu) {
        PolicyVisits visits = PolicyVisits.of(world.mdp(), menu);
        return made(world, menu, visits, MenuFeatures.of(world, menu, visits));
    }

    /**
     * The same as {@link #of(Environment, Menu)}, with visits and features that are known.
     *
     * @param features that need not be those of the visits, which only losses use
     */
    static Environment of(Environment world, Menu menu, PolicyVisits visits, MenuFeatures features) {
        Environment made = made(world, menu, visits, features);
        return world.absence() instanceof Absence.WorstType ? Absence.WorstType.in(made) : made;
    }

    private static Environment made(Environment world, Menu menu, PolicyVisits visits, MenuFeatures features) {
        RewardMap rewards = features.rewards();
        Absence rule = new Participation(world, menu).rule(rewards);
        List<Loss> losses = world.losses().stream()
                .filter(loss -> !(loss instanceof DesignerReward))
                .<Loss>map(loss -> new MenuLoss(loss, menu, visits, world.mdp().pairCount()))
                .toList();
        return new Environment(
                world.name() + ", by a menu of " + menu.size() + " policies",
                choice(menu),
                world.agents(),
                rewards,
                features.designer(),
                rule,
                losses);
    }

    private static Mdp choice(Menu menu) {
        Transitions.Builder transitions = new Transitions.Builder(1, menu.size());
        for (int k = 0; k < menu.size(); k++) {
            transitions.end(0, k);
        }
        return new Mdp(List.of("menu"), menu.names(), transitions.build(), Reals.of(1), new Horizon.Finite());
    }
}
