package org.dynama.ama.menu;

import org.dynama.model.Mdp;

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
                    "policy " + (builder.size() + 1), pair -> action[mdp.stateOf(pair)] == mdp.actionOf(pair) ? 1 : 0);
            return;
        }
        for (int a = 0; a < mdp.actionCount(); a++) {
            if (mdp.pair(state, a) >= 0) {
                action[state] = a;
                add(mdp, builder, action, state + 1);
            }
        }
    }
}
