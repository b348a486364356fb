package org.dynama.exact.certificate;

import java.util.List;
import org.dynama.exact.rational.Rational;
import org.dynama.refusal.Refusal;

/**
 * What is decided before anybody reports, in exact numbers: an environment, and an affine maximizer for it.
 *
 * @param world the environment
 * @param weights shape {@code [n]}; each positive
 * @param boosts one for each move; affine welfare per visit
 */
public record Design(CertifiedWorld world, List<Rational> weights, List<Rational> boosts) {

    public Design {
        weights = List.copyOf(weights);
        boosts = List.copyOf(boosts);
        int n = world.agents().size();
        if (weights.size() != n || boosts.size() != world.moves().size()) {
            throw Refusal.of(
                    "weights of " + weights.size() + " agents and " + boosts.size() + " boosts must fit " + n
                            + " agents and " + world.moves().size() + " moves",
                    "");
        }
        for (int i = 0; i < n; i++) {
            if (weights.get(i).signum() <= 0) {
                throw new Refusal(
                        "weight of \"" + world.agents().get(i) + "\"", weights.get(i), "must be positive", "");
            }
        }
    }
}
