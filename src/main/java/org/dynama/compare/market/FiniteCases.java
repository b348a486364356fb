package org.dynama.compare.market;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.baseline.ProfileGrid;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.JointTypes;
import org.dynama.world.Environment;
import org.dynama.world.market.MarketAgent.Listed;
import org.dynama.world.market.Marketplace;
import org.jspecify.annotations.Nullable;

/**
 * All first types of a market whose types are finite, as the pivot mechanism and as a search number them.
 *
 * @param market as it is described
 * @param environment as a search has it; null where types move
 */
record FiniteCases(Marketplace market, @Nullable Environment environment) {

    /** All joint types in the pivot mechanism's order, and the same as the environment has them, where it has. */
    Cases of(AllocationWorld world) {
        JointTypes joint = world.profiles();
        double[] weights = new double[joint.count()];
        for (int b = 0; b < weights.length; b++) {
            weights[b] = 1;
            for (int i = 0; i < joint.agents(); i++) {
                weights[b] *= world.agents().get(i).prior().get(joint.type(i, b));
            }
        }
        int[] possible =
                IntStream.range(0, weights.length).filter(b -> weights[b] > 0).toArray();
        Profiles profiles = environment == null ? null : profiles(environment, joint, possible);
        return new Cases(
                Reals.of(Arrays.stream(possible).mapToDouble(b -> weights[b]).toArray()),
                true,
                profiles,
                IntStream.of(possible).boxed().toList());
    }

    private Profiles profiles(Environment environment, JointTypes joint, int[] possible) {
        List<List<Reals>> types = IntStream.range(0, environment.agentCount())
                .mapToObj(i -> types(environment, i))
                .toList();
        int d = environment.dimension();
        double[] values = new double[types.size() * d * possible.length];
        for (int i = 0; i < types.size(); i++) {
            for (int at = 0; at < possible.length; at++) {
                Reals type = types.get(i).get(joint.type(i, possible[at]));
                for (int k = 0; k < type.size(); k++) {
                    values[(i * d + k) * possible.length + at] = type.get(k);
                }
            }
        }
        return Profiles.of(types.size(), d, possible.length, values);
    }

    /** An agent's types as the environment has them, by the pivot mechanism's number; one that is never drawn is empty. */
    private List<Reals> types(Environment environment, int i) {
        List<Reals> types =
                new ArrayList<>(ProfileGrid.finite(environment.agents().get(i).types())
                        .orElseThrow()
                        .values());
        if (market.agents().get(i).types() instanceof Listed listed) {
            for (int k = 0; k < listed.names().size(); k++) {
                if (listed.initial().get(k) == 0) {
                    types.add(k, Reals.of());
                }
            }
        }
        return types;
    }
}
