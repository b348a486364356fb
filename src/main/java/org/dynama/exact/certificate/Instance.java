package org.dynama.exact.certificate;

import java.util.ArrayList;
import java.util.List;
import org.dynama.exact.rational.Rational;
import org.dynama.refusal.Refusal;

/**
 * One use of an affine maximizer, in exact numbers: everything that is agreed before anything is solved.
 *
 * @param design the environment and the mechanism
 * @param reports for each agent her reported type
 */
public record Instance(Design design, List<List<Rational>> reports) {

    public Instance {
        reports = reports.stream().map(List::copyOf).toList();
        CertifiedWorld world = design.world();
        int n = world.agents().size();
        if (reports.size() != n) {
            throw Refusal.of("reports of " + reports.size() + " agents must fit " + n + " agents", "");
        }
        for (Move move : world.moves()) {
            for (Move.Reward reward : move.rewards()) {
                requireType(world, reports, reward);
            }
        }
    }

    /** The same where an agent reports another type. */
    Instance with(int agent, List<Rational> type) {
        List<List<Rational>> other = new ArrayList<>(reports);
        other.set(agent, type);
        return new Instance(design, other);
    }

    /** The environment. */
    public CertifiedWorld world() {
        return design.world();
    }

    /** Shape {@code [n]}; each positive. */
    public List<Rational> weights() {
        return design.weights();
    }

    /** One for each move; affine welfare per visit. */
    public List<Rational> boosts() {
        return design.boosts();
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
