package org.dynama.exact.certificate;

import java.util.List;
import org.dynama.exact.rational.Rational;
import org.dynama.refusal.Refusal;

/**
 * One use of an affine maximizer, in exact numbers: everything that is agreed before anything is solved.
 *
 * @param world the environment
 * @param weights shape {@code [n]}; each positive
 * @param boosts one for each move; affine welfare per visit
 * @param reports for each agent her reported type
 */
public record Instance(
        CertifiedWorld world, List<Rational> weights, List<Rational> boosts, List<List<Rational>> reports) {

    public Instance {
        weights = List.copyOf(weights);
        boosts = List.copyOf(boosts);
        reports = reports.stream().map(List::copyOf).toList();
        int n = world.agents().size();
        if (weights.size() != n
                || reports.size() != n
                || boosts.size() != world.moves().size()) {
            throw Refusal.of(
                    "weights of " + weights.size() + " and reports of " + reports.size() + " agents and "
                            + boosts.size() + " boosts must fit " + n + " agents and "
                            + world.moves().size() + " moves",
                    "");
        }
        for (int i = 0; i < n; i++) {
            if (weights.get(i).signum() <= 0) {
                throw new Refusal(
                        "weight of \"" + world.agents().get(i) + "\"", weights.get(i), "must be positive", "");
            }
        }
        for (Move move : world.moves()) {
            for (Move.Reward reward : move.rewards()) {
                requireType(world, reports, reward);
            }
        }
    }

    private static void requireType(CertifiedWorld world, List<List<Rational>> reports, Move.Reward reward) {
        int known = reports.get(reward.agent()).size();
        if (reward.coefficients().size() > known) {
            throw new Refusal(
                    "report of \"" + world.agents().get(reward.agent()) + "\"",
                    "",
                    "has " + known + " components and must have "
                            + reward.coefficients().size(),
                    "");
        }
    }
}
