package org.dynama.model;

import org.jspecify.annotations.Nullable;

/**
 * A linear function of the occupancy measure whose coefficients are affine in the types:
 * {@code F(nu) = sum_{s,a} nu(s,a) * (sum_i weights[i] * r_i(s,a) + boosts[s,a])}, plus a loss where an objective has one.
 *
 * <p>An affine maximizer maximizes one in its grand economy and one in each marginal economy, where the absent agent
 * weighs zero. One agent's reward, total welfare and the designer's reward are such functions, too.
 *
 * @param weights shape {@code [n]}
 * @param boosts shape {@code [P]}; per visit; minus infinity forbids a pair
 * @param loss added to the coefficients when a function is measured or pulled back; null, always, where one is maximized
 * @see <a href="https://arxiv.org/abs/2402.08129">Curry et al. (2024), Definition 3.1</a>
 */
public record AffineWelfare(
        Reals weights, Reals boosts, @Nullable Loss loss) {

    /** A function without a loss. */
    public AffineWelfare(Reals weights, Reals boosts) {
        this(weights, boosts, null);
    }

    /** The plain sum of all agents' rewards. */
    public static AffineWelfare total(int agents, int pairs) {
        return new AffineWelfare(Reals.filled(agents, 1), Reals.filled(pairs, 0));
    }

    /** The same with every coefficient multiplied by {@code factor}. */
    public AffineWelfare scaled(double factor) {
        return new AffineWelfare(
                Reals.of(weights.stream().map(w -> w * factor).toArray()),
                Reals.of(boosts.stream().map(b -> b * factor).toArray()),
                loss == null ? null : loss.scaled(factor));
    }

    /** The same weight for every agent's reward, and a loss. */
    public static AffineWelfare of(double weight, @Nullable Loss loss, int agents, int pairs) {
        return new AffineWelfare(Reals.filled(agents, weight), Reals.filled(pairs, 0), loss);
    }

    /** The same where agent {@code i} counts nothing. */
    public AffineWelfare without(int i) {
        return with(i, 0);
    }

    /** The same where agent {@code i} has another weight. */
    public AffineWelfare with(int i, double weight) {
        double[] other = weights.toArray();
        other[i] = weight;
        return new AffineWelfare(Reals.of(other), boosts, loss);
    }

    /** The coefficient of a state-action pair in profile {@code b}, without the loss. */
    public double coefficient(RewardMap rewards, int pair, Profiles profiles, int b) {
        double sum = boosts.get(pair);
        for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
            int i = rewards.agent(m);
            int k = rewards.component(m);
            sum += weights.get(i) * rewards.coefficient(m) * (k == RewardMap.CONSTANT ? 1 : profiles.type(i, k, b));
        }
        return sum;
    }

    /** The sum of the sizes of that coefficient's parts: what its rounding goes by. */
    public double size(RewardMap rewards, int pair, Profiles profiles, int b) {
        double sum = Math.abs(boosts.get(pair));
        for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
            int i = rewards.agent(m);
            int k = rewards.component(m);
            double type = k == RewardMap.CONSTANT ? 1 : profiles.type(i, k, b);
            sum += Math.abs(weights.get(i) * rewards.coefficient(m) * type);
        }
        return sum;
    }
}
