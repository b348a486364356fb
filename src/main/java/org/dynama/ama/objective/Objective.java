package org.dynama.ama.objective;

import java.util.List;
import java.util.stream.DoubleStream;
import org.dynama.refusal.Refusal;

/**
 * What the designer wants: a weighted sum of revenue, welfare and the environment's named losses.
 *
 * <p>With payments {@code p_i = <nu, r_i> + (F_-i - F) / w_i} it is {@code <nu, (revenue + welfare) sum_i r_i + losses> +
 * revenue * sum_i (F_-i - F) / w_i}: linear in the occupancy, plus terms to which the envelope theorem applies. Searches
 * maximize it; an objective to be minimized is reported with its sign turned.
 *
 * @param name for people and result files
 * @param sense whether the reported number is wanted large or small
 * @param revenue weight of the sum of payments
 * @param welfare weight of the sum of the agents' rewards
 * @param losses weight of each of the environment's losses, in its order; empty for none
 */
public record Objective(String name, Sense sense, double revenue, double welfare, List<Double> losses) {
    /** The sum of payments. */
    public static final Objective REVENUE = new Objective("revenue", 1, 0);

    /** The sum of the agents' rewards. */
    public static final Objective WELFARE = new Objective("welfare", 0, 1);

    /** Whether the reported number is wanted large or small. */
    public enum Sense {
        MAX,
        MIN
    }

    public Objective {
        losses = List.copyOf(losses);
        DoubleStream weights = DoubleStream.concat(
                DoubleStream.of(revenue, welfare), losses.stream().mapToDouble(Double::doubleValue));
        double[] all = weights.toArray();
        if (!DoubleStream.of(all).allMatch(Double::isFinite)
                || DoubleStream.of(all).allMatch(weight -> weight == 0)) {
            throw Refusal.of(
                    "weights revenue = " + revenue + ", welfare = " + welfare + ", losses = " + losses
                            + " must be finite and not all zero",
                    "Maybe {revenue: 1}.");
        }
    }

    /** A weighted sum without losses, maximized. */
    public Objective(String name, double revenue, double welfare) {
        this(name, Sense.MAX, revenue, welfare, List.of());
    }

    /** The same with every weight multiplied by two to a power. */
    public Objective scaled(int exponent) {
        return new Objective(
                name,
                sense,
                Math.scalb(revenue, exponent),
                Math.scalb(welfare, exponent),
                losses.stream().map(weight -> Math.scalb(weight, exponent)).toList());
    }

    /** The size of the largest weight. */
    public double size() {
        return DoubleStream.concat(
                        DoubleStream.of(revenue, welfare), losses.stream().mapToDouble(Double::doubleValue))
                .map(Math::abs)
                .max()
                .orElseThrow();
    }

    /** The environment's loss with the given index out of {@code count}, minimized. */
    public static Objective minimizing(String name, int index, int count) {
        Double[] weights = new Double[count];
        for (int k = 0; k < count; k++) {
            weights[k] = k == index ? -1.0 : 0.0;
        }
        return new Objective(name, Sense.MIN, 0, 0, List.of(weights));
    }

    /**
     * The value of one profile's outcome, wanted large.
     *
     * @param lossesBorne one for each of the environment's losses
     */
    public double value(double revenueEarned, double welfareEarned, double... lossesBorne) {
        double value = revenue * revenueEarned + welfare * welfareEarned;
        for (int k = 0; k < losses.size(); k++) {
            value += losses.get(k) * lossesBorne[k];
        }
        return value;
    }

    /** A value as it is reported: with the sign turned where small is good. */
    public double reported(double value) {
        return sense == Sense.MIN ? -value : value;
    }

    /** An estimate as it is reported. */
    public Estimate reported(Estimate estimate) {
        return new Estimate(reported(estimate.mean()), estimate.standardError(), estimate.count());
    }

    /** A sample's moments as they are reported. */
    public Moments reported(Moments moments) {
        return new Moments(moments.count(), reported(moments.sum()), moments.squares());
    }

    /** The weight of every agent's reward in {@code dJ/d(occupancy)}. */
    public double rewardWeight() {
        return revenue + welfare;
    }
}
