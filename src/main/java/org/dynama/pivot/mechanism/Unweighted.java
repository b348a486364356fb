package org.dynama.pivot.mechanism;

import org.dynama.pivot.world.AffineWorld;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.JointTypes;
import org.dynama.pivot.world.PivotStage;

/**
 * The pivot mechanism of the world that weights and boosts make, brought back into money: actions by their own numbers, transfers
 * over weights, and what the policy earns.
 */
final class Unweighted {
    private Unweighted() {}

    static PivotMechanism of(AffineWorld affine, PivotMechanism scored) {
        if (!affine.isAffine()) {
            return new PivotMechanism(
                    affine,
                    scored.profiles(),
                    scored.values(),
                    scored.earned(),
                    scored.policy(),
                    scored.without(),
                    scored.transfers(),
                    scored.ties());
        }
        AllocationPolicy policy = scored.policy().merged(affine.copies());
        Transfers transfers = (t, i, s, z, b) ->
                scored.transfers().payment(t, i, s, z, b) / affine.weights().get(i);
        return new PivotMechanism(
                affine,
                scored.profiles(),
                scored.values(),
                PolicyValues.of(affine.world(), policy, -1, new Welfare(affine.world())),
                policy,
                scored.without().stream()
                        .map(without -> without.merged(affine.copies()))
                        .toList(),
                transfers,
                scored.ties().merged(affine.copies()));
    }

    /** What everyone together earns, less what the public gets whatever is done. */
    private static final class Welfare implements PolicyValues.Earnings {
        private final AllocationWorld world;
        private final JointTypes profiles;
        private final double[] terminal;

        Welfare(AllocationWorld world) {
            this.world = world;
            profiles = world.profiles();
            terminal = world.terminal().relativePublic();
        }

        @Override
        public int width() {
            return 1;
        }

        @Override
        public void add(int t, int s, int z, int a, int b, double weight, double[] into, int at) {
            PivotStage stage = world.stages().get(t);
            double welfare = stage.relativePublic(s, a);
            for (int i = 0; i < profiles.agents(); i++) {
                welfare += stage.utility(i, s, a, profiles.type(i, b));
            }
            into[at] += weight * welfare;
        }

        @Override
        public void end(int s, int b, double[] into, int at) {
            double welfare = terminal[s];
            for (int i = 0; i < profiles.agents(); i++) {
                welfare += world.terminal().utilities().get(i).get(s * profiles.types(i) + profiles.type(i, b));
            }
            into[at] = welfare;
        }
    }
}
