package org.dynama.baseline;

import org.dynama.model.Reals;
import org.dynama.refusal.Refusal;
import org.dynama.world.Environment;

/**
 * What a bound is a bound of: a weighted sum, wanted large, of payments, agents' rewards and what visits are worth whatever the
 * types. Profit is {@code (1, 0, the designer's own reward)}.
 *
 * @param payments the weight of payments to the designer; not negative
 * @param welfare the weight of agents' rewards; finite
 * @param visits shape {@code [P]}; per visit, as the designer's reward or losses with a negative sign
 */
public record Aim(double payments, double welfare, Reals visits) {
    public Aim {
        if (!(payments >= 0 && Double.isFinite(payments) && Double.isFinite(welfare))) {
            throw Refusal.of(
                    "payments = " + payments + ", welfare = " + welfare
                            + " must be finite weights, and the first not negative",
                    "");
        }
    }

    /** Payments and the designer's own reward. */
    public static Aim profit(Environment environment) {
        return new Aim(1, 0, environment.designer());
    }
}
