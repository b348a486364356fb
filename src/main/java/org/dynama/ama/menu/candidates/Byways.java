package org.dynama.ama.menu.candidates;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dynama.ama.menu.Menu;
import org.dynama.ama.menu.MenuBuilder;
import org.dynama.ama.menu.MenuFeatures;
import org.dynama.ama.menu.PolicyVisits;
import org.dynama.model.Reals;
import org.dynama.world.Environment;

/**
 * Makes seeds of two numbers: what one agent wants, and, a little, what its lottery serves by the way. Whose cell lies on a way
 * to another's then pays for a lottery over the ways through it, and of two neighbouring cells both are served in turn.
 *
 * @param lotteries for single numbers; each is best for one of them
 */
record Byways(Environment environment, List<Seed> lotteries, TieLottery policies) {
    /** What the second number is worth beside its largest type: a tie is broken by it, no way made longer. */
    private static final double LITTLE = 1.0 / 16;

    private record Served(Seed first, Seed second, int at, double visits) {}

    /**
     * The seeds.
     *
     * @param most of them; those that serve most of both numbers stay
     */
    List<Seed> seeds(int most) {
        MenuBuilder builder = Menu.of(environment.mdp());
        List<Seed> singles = new ArrayList<>();
        for (Seed seed : lotteries) {
            Visited policy = policies.of(seed);
            if (policy != null && builder.add(seed.name(), policy::visits)) {
                singles.add(seed);
            }
        }
        if (singles.size() < 2 || most < 1) {
            return List.of();
        }
        Menu menu = builder.build();
        MenuFeatures features = MenuFeatures.of(environment, menu, PolicyVisits.of(environment.mdp(), menu));
        List<Served> served = new ArrayList<>();
        for (int k = 0; k < singles.size(); k++) {
            double own = enjoyed(features, k, place(singles.get(k)));
            for (int j = 0; j < singles.size(); j++) {
                Seed second = singles.get(j);
                int at = place(second);
                double visits = enjoyed(features, k, at);
                if (j != k && visits > 0 && own > 0) {
                    served.add(new Served(singles.get(k), second, at, own * visits));
                }
            }
        }
        served.sort(Comparator.comparingDouble(pair -> -pair.visits));
        return served.stream().limit(most).map(this::both).toList();
    }

    private Seed both(Served pair) {
        double[] types = pair.first.types().toArray();
        double[] due = pair.first.reserves().toArray();
        types[pair.at] = LITTLE * pair.second.types().get(pair.at);
        due[pair.at] = pair.second.reserves().get(pair.at);
        String name = pair.first.name() + " and " + pair.second.name();
        return new Seed(name, Seed.Family.BYWAY, -1, Reals.of(types), Reals.of(due));
    }

    private double enjoyed(MenuFeatures features, int k, int at) {
        return features.enjoyed(k, at / environment.dimension(), at % environment.dimension());
    }

    /** Where a single number stands. */
    private static int place(Seed single) {
        int at = 0;
        while (single.types().get(at) == 0) {
            at++;
        }
        return at;
    }
}
