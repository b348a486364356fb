package org.dynama.online.mdp;

import org.dynama.refusal.Refusal;

/**
 * How IHMDP-VCG learns.
 *
 * @param delta the least share of rounds for every state-action pair; more than 0 unless the model is known
 * @param zeta the confidence parameter: sets fail with a probability of order {@code zeta}
 * @param favour whom the prices favour while there is doubt
 * @param radius what all confidence radii are multiplied by; 1, or less to see sets fail
 * @param known whether the designer knows the kernel and all rewards from the start
 * @see "Leon and Etesami, Algorithm 2"
 */
public record IhmdpSettings(double delta, double zeta, Favour favour, double radius, boolean known) {

    /** Prices too high by the confidence radii (eq. 30), or too low (eq. 32). */
    public enum Favour {
        DESIGNER,
        AGENTS
    }

    public IhmdpSettings {
        if (!(delta >= 0 && delta < 1) || (delta == 0 && !known)) {
            throw new Refusal(
                    "delta",
                    delta,
                    "must lie in (0, 1): without it some pair might never be seen",
                    "Maybe delta: 0.01.");
        }
        if (!(zeta > 0 && zeta < 1)) {
            throw new Refusal("zeta", zeta, "must lie in (0, 1)", "Maybe zeta: 0.1.");
        }
        if (!(radius > 0 && radius <= 1)) {
            throw new Refusal("radius", radius, "must lie in (0, 1]", "Maybe radius: 1.");
        }
    }
}
