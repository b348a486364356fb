package org.dynama.objective;

import java.util.stream.DoubleStream;

/**
 * What the designer wants: a weighted sum of revenue and welfare, maximized.
 *
 * <p>With payments {@code p_i = <nu, r_i> + (F_-i - F) / w_i} it is {@code (revenue + welfare) * <nu, sum_i r_i> +
 * revenue * sum_i (F_-i - F) / w_i}: linear in the occupancy, plus terms to which the envelope theorem applies.
 *
 * @param name for people and result files
 * @param revenue weight of the sum of payments
 * @param welfare weight of the sum of the agents' rewards
 */
public record Objective(String name, double revenue, double welfare) {
    /** The sum of payments. */
    public static final Objective REVENUE = new Objective("revenue", 1, 0);

    /** The sum of the agents' rewards. */
    public static final Objective WELFARE = new Objective("welfare", 0, 1);

    public Objective {
        if (!DoubleStream.of(revenue, welfare).allMatch(Double::isFinite) || (revenue == 0 && welfare == 0)) {
            throw new IllegalArgumentException("weights revenue = " + revenue + ", welfare = " + welfare
                    + " must be finite and not all zero\nMaybe {revenue: 1}.");
        }
    }

    /** The value of one profile's outcome. */
    public double value(double revenueEarned, double welfareEarned) {
        return revenue * revenueEarned + welfare * welfareEarned;
    }

    /** The weight of every agent's reward in {@code dJ/d(occupancy)}. */
    public double rewardWeight() {
        return revenue + welfare;
    }
}
