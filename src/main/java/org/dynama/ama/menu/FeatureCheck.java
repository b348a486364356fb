package org.dynama.ama.menu;

import java.util.List;
import org.dynama.model.Reals;
import org.dynama.world.Environment;

/**
 * Holds features that somebody states against those of the policies.
 *
 * @param largest difference, beside the sums without signs that the features are
 * @param where the first difference is that is more than rounding, in words; empty if none is
 */
public record FeatureCheck(double largest, String where) {
    /** Below this a difference, beside its sum without signs, is rounding. */
    public static final double ROUNDING = 1e-12;

    /**
     * Compares.
     *
     * @param stated of shapes that fit the world and the menu
     * @param visits of the menu's policies
     */
    public static FeatureCheck of(Environment world, Menu menu, MenuFeatures stated, PolicyVisits visits) {
        MenuFeatures own = MenuFeatures.of(world, menu, visits);
        MenuFeatures sizes = MenuFeatures.sizes(world, menu, visits);
        FeatureCheck check = new FeatureCheck(0, "");
        int agents = own.agents();
        int dimension = own.dimension();
        List<String> names = world.agents().stream().map(agent -> agent.name()).toList();
        for (int k = 0; k < menu.size(); k++) {
            String entry = "\"" + menu.name(k) + "\"";
            for (int i = 0; i < agents; i++) {
                int row = k * agents + i;
                String of = " of " + entry + " for \"" + names.get(i) + "\"";
                for (int x = 0; x < dimension; x++) {
                    int at = row * dimension + x;
                    String what = "feature " + (x + 1) + of;
                    check = check.with(what, at, stated.enjoyed(), own.enjoyed(), sizes.enjoyed());
                }
                check = check.with("the constant" + of, row, stated.constants(), own.constants(), sizes.constants());
            }
            check = check.with(
                    "the designer's reward of " + entry, k, stated.designer(), own.designer(), sizes.designer());
        }
        return check;
    }

    private FeatureCheck with(String what, int at, Reals stated, Reals own, Reals sizes) {
        double difference = Math.abs(stated.get(at) - own.get(at));
        if (difference == 0) {
            return this;
        }
        double share = difference / sizes.get(at);
        boolean differs = where.isEmpty() && !(share <= ROUNDING);
        return new FeatureCheck(
                share <= largest ? largest : share,
                differs ? what + " is " + stated.get(at) + " and must be " + own.get(at) : where);
    }

    /** Whether every difference is rounding. */
    public boolean holds() {
        return where.isEmpty();
    }
}
