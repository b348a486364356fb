package org.dynama.ama.menu;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.dynama.model.Horizon;
import org.dynama.model.Reals;
import org.dynama.world.Environment;
import org.dynama.world.LeastReward;

/** Estimated features beside those of the policies, where these are known, too. */
final class KnownFeatures {
    /** With cycles, of a world of more states no features are known: one elimination an entry takes too long. */
    private static final int MOST_STATES = 2_000;

    private KnownFeatures() {}

    /** Whether features of policies of a world are found in reasonable time, so that estimates can be held against them. */
    static boolean areOf(Environment world) {
        return world.mdp().stateCount() <= MOST_STATES || world.mdp().horizon() instanceof Horizon.Finite;
    }

    /** The bound of stated features, by those of the policies. */
    static FeatureBound bound(Environment world, Menu menu, MenuFeatures stated, int runs) {
        MenuFeatures own = MenuFeatures.of(world, menu, PolicyVisits.of(world.mdp(), menu));
        MenuFeatures more = difference(stated, own);
        MenuFeatures less = difference(own, stated);
        Map<String, Double> gains = new LinkedHashMap<>();
        for (int i = 0; i < world.agentCount(); i++) {
            LeastReward down =
                    new LeastReward(more.rewards(i), i, world.agents().get(i).types());
            LeastReward up =
                    new LeastReward(less.rewards(i), i, world.agents().get(i).types());
            double worst = 0;
            for (int k = 0; k < menu.size(); k++) {
                worst = Math.max(worst, -Math.min(down.at(k), up.at(k)));
            }
            gains.put(world.agents().get(i).name(), 2 * worst);
        }
        return new FeatureBound(runs, null, gains);
    }

    private static MenuFeatures difference(MenuFeatures one, MenuFeatures other) {
        return new MenuFeatures(
                one.agents(),
                one.dimension(),
                difference(one.enjoyed(), other.enjoyed()),
                difference(one.constants(), other.constants()),
                difference(one.designer(), other.designer()));
    }

    private static Reals difference(Reals one, Reals other) {
        return Reals.of(IntStream.range(0, one.size())
                .mapToDouble(k -> one.get(k) - other.get(k))
                .toArray());
    }
}
