package org.dynama.world;

import java.util.ArrayList;
import java.util.List;
import org.dynama.model.Agent;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.TypeDistribution;
import org.dynama.model.TypeDistribution.OneComponent;
import org.dynama.model.TypeDistribution.Uniform;

/**
 * A world with its money in a normal form: the largest reward is one, and so is the largest type where types are uniform, with
 * every number rounded to 44 bits. A world in cents and the same in dollars have one normal form to the last bit, so that what is
 * found there does not depend on the unit, however far rounding would carry a search.
 *
 * <p>It is for searches only: what they find is money times {@link #unit}, and is evaluated in the world itself.
 *
 * @param world in the normal form
 * @param unit what is one there, in the world's own money; 1 where a world has no normal form, and stays as it is
 */
public record NormalMoney(Environment world, double unit) {
    /** Quotients differ by rounding in their last bits, of 53. */
    private static final int BITS = 44;

    /** Worlds with losses, or absences that cost something, have none: a loss may count in time, whatever money is. */
    public static NormalMoney of(Environment environment) {
        boolean isPlain =
                environment.absence() instanceof Absence.ZeroReward || environment.absence() instanceof Absence.Masked;
        boolean isMoney = environment.losses().stream().allMatch(DesignerReward.class::isInstance);
        if (!isPlain || !isMoney) {
            return new NormalMoney(environment, 1);
        }
        double unit = RewardScale.largest(environment);
        List<Agent> agents = new ArrayList<>();
        for (Agent agent : environment.agents()) {
            agents.add(new Agent(agent.name(), normal(agent.types())));
        }
        Reals designer = Reals.of(environment.designer().stream()
                .map(reward -> rounded(reward / unit))
                .toArray());
        Environment world = new Environment(
                environment.name(),
                environment.mdp(),
                agents,
                rewards(environment, unit),
                designer,
                environment.absence(),
                List.of());
        return new NormalMoney(world, unit);
    }

    private static RewardMap rewards(Environment environment, double unit) {
        RewardMap rewards = environment.rewards();
        RewardMap.Builder builder = rewards.isRanked()
                ? RewardMap.Builder.ranked(rewards.agents(), rewards.pairs())
                : new RewardMap.Builder(rewards.agents(), rewards.pairs());
        for (int pair = 0; pair < rewards.pairs(); pair++) {
            for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
                int k = rewards.component(m);
                TypeDistribution types =
                        environment.agents().get(rewards.agent(m)).types();
                double size = k == RewardMap.CONSTANT ? 1 : size(types, k);
                builder.add(pair, rewards.agent(m), k, rounded(rewards.coefficient(m) * size / unit));
            }
        }
        return builder.build();
    }

    /** What a component of a type is divided by. */
    private static double size(TypeDistribution types, int k) {
        boolean isNormal = types instanceof Uniform || types instanceof OneComponent;
        return isNormal && types.reach(k) > 0 ? types.reach(k) : 1;
    }

    private static TypeDistribution normal(TypeDistribution types) {
        double[] low = new double[types.dimension()];
        double[] high = new double[low.length];
        for (int k = 0; k < low.length; k++) {
            low[k] = rounded(types.low(k) / size(types, k));
            high[k] = rounded(types.high(k) / size(types, k));
        }
        return types instanceof Uniform
                ? new Uniform(Reals.of(low), Reals.of(high))
                : types instanceof OneComponent ? new OneComponent(Reals.of(high)) : types;
    }

    /** An amount as it is in the normal form. */
    public double in(double amount) {
        return rounded(amount / unit);
    }

    /** An amount in the world's own money. */
    public double out(double amount) {
        return amount * unit;
    }

    /** To 44 bits. */
    public static double rounded(double x) {
        if (x == 0 || !Double.isFinite(x)) {
            return x;
        }
        int exponent = BITS - 1 - Math.getExponent(x);
        return Math.scalb(Math.rint(Math.scalb(x, exponent)), -exponent);
    }
}
