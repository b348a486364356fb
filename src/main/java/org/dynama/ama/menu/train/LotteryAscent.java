package org.dynama.ama.menu.train;

import org.dynama.model.Profiles;
import org.dynama.refusal.Refusal;

/**
 * Gradient steps from hot to cold.
 *
 * @param steps how many
 * @param profiles fresh ones for each; a positive multiple of {@link Profiles#BLOCK}
 * @param shares size of the first step of shares' free numbers, not negative; steps fall linearly to a fiftieth
 * @param boosts the same of boosts, beside the scale of money
 * @param weights the same of weights' logarithms
 * @param hot the temperature at first, beside the scale of money; positive; it falls geometrically
 * @param cold and at last
 */
public record LotteryAscent(
        int steps, int profiles, double shares, double boosts, double weights, double hot, double cold) {
    private static final double LAST = 0.02;

    public LotteryAscent {
        if (profiles < 1 || profiles % Profiles.BLOCK != 0) {
            throw new Refusal("profiles", profiles, "must be a positive multiple of " + Profiles.BLOCK, "Maybe 512.");
        }
        if (!(hot > 0 && cold > 0)) {
            throw Refusal.of("temperatures " + hot + " and " + cold + " must be positive", "Maybe 0.05 and 0.003.");
        }
    }

    /** Steps' size beside the first at a share of the way. */
    double size(double done) {
        return LAST + (1 - LAST) * (1 - done);
    }

    /** The temperature beside the scale of money at a share of the way. */
    double temperature(double done) {
        return hot * Math.pow(cold / hot, done);
    }
}
