package org.dynama.ama.menu;

import java.util.Arrays;
import java.util.Locale;
import org.dynama.exact.rational.Rational;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.world.Environment;

/**
 * That a menu's features are its policies', by other routes than the one that made them: visits in exact fractions where no
 * state comes twice, as far as that takes little time, and period by period elsewhere.
 *
 * @param entries of the menu
 * @param exact how many of them by fractions
 * @param check of all entries
 */
public record FeatureProof(int entries, int exact, FeatureCheck check) {
    /** Pairs of policies whose visits are found in fractions. */
    private static final int MOST = 200_000;

    /** Checks a menu's features. */
    public static FeatureProof of(OfferedMenu offered) {
        Environment world = offered.world();
        Menu menu = offered.menu();
        Mdp mdp = world.mdp();
        double[] visits = VisitsByPeriods.of(mdp, menu);
        int exact = mdp.horizon() instanceof Horizon.Finite ? exact(mdp, menu, visits) : 0;
        PolicyVisits second = new PolicyVisits(menu, visits);
        return new FeatureProof(menu.size(), exact, FeatureCheck.of(world, menu, offered.features(), second));
    }

    /** Puts fractions in the place of doubles; for how many entries. */
    private static int exact(Mdp mdp, Menu menu, double[] visits) {
        ExactVisits exact = new ExactVisits(mdp, menu);
        int k = 0;
        while (k < menu.size() && menu.end(k) <= MOST) {
            double[] rounded = Arrays.stream(exact.entry(k))
                    .mapToDouble(Rational::toDouble)
                    .toArray();
            System.arraycopy(rounded, 0, visits, menu.begin(k), rounded.length);
            k++;
        }
        return k;
    }

    /** What holds, or does not, in a sentence. */
    public String sentence() {
        if (!check.holds()) {
            return check.where();
        }
        String how = exact == entries
                ? "visits in exact fractions"
                : exact > 0
                        ? "visits in exact fractions for the first " + exact + ", period by period for all"
                        : "visits counted period by period";
        String difference = check.largest() == 0
                ? "no feature differs"
                : String.format(Locale.ROOT, "the largest difference is %.1e of a feature", check.largest());
        return "the features of all " + entries + " entries are their policies': by " + how + " " + difference;
    }
}
