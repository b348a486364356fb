package org.dynama.pivot.mechanism;

import org.dynama.pivot.world.AffineWorld;

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
                PolicyValues.of(affine.world(), policy, -1, new WelfareEarnings(affine.world(), -1)),
                policy,
                scored.without().stream()
                        .map(without -> without.merged(affine.copies()))
                        .toList(),
                transfers,
                scored.ties().merged(affine.copies()));
    }
}
