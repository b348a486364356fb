package org.dynama.ama.menu;

import org.dynama.ama.objective.Objective;

/** What a designer wants of a world, wanted of its menu. */
public final class MenuObjective {
    private MenuObjective() {}

    /**
     * The objective in the menu's environment, whose losses are the world's in the same order; the designer's reward, the last,
     * is none of them where no entry earns her any.
     */
    public static Objective of(Objective objective, OfferedMenu menu) {
        int count = menu.choice().losses().size();
        return objective.losses().size() <= count
                ? objective
                : new Objective(
                        objective.name(),
                        objective.sense(),
                        objective.revenue(),
                        objective.welfare(),
                        objective.losses().subList(0, count));
    }
}
