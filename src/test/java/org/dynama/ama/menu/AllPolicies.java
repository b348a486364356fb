package org.dynama.ama.menu;

import org.dynama.model.Mdp;
import org.dynama.model.Transitions;

/** Menus of every deterministic policy of a small MDP. */
public final class AllPolicies {
    private AllPolicies() {}

    /** Every one, told apart by what it does where it comes. */
    public static Menu of(Mdp mdp) {
        MenuBuilder builder = Menu.of(mdp);
        add(mdp, builder, new int[mdp.stateCount()], 0);
        return builder.build();
    }

    private static void add(Mdp mdp, MenuBuilder builder, int[] action, int state) {
        if (state == action.length) {
            builder.add(
                    "policy " + (builder.size() + 1),
                    pair -> action[pair / mdp.actionCount()] == pair % mdp.actionCount() ? 1 : 0);
            return;
        }
        Transitions transitions = mdp.transitions();
        for (int a = 0; a < mdp.actionCount(); a++) {
            if (transitions.feasible(state * mdp.actionCount() + a)) {
                action[state] = a;
                add(mdp, builder, action, state + 1);
            }
        }
    }
}
