package org.dynama.ama.menu.search;

import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.objective.Objective;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.TypeDistribution;
import org.dynama.world.DesignerReward;
import org.dynama.world.Environment;

/**
 * The affine maximizer that would maximize {@code revenue + x * welfare} if every component of a type were an agent's only
 * one, uniform and independent of the rest: a mechanism to begin with in any world.
 *
 * <p>With a component in {@code [low, high]} an agent's virtual value of it is {@code 2 t - high}, of a cost {@code 2 t - low};
 * what is maximized, {@code coefficient * ((2 + x) t - end) + (1 + x) * constant}, is divided by {@code 2 + x}.
 *
 * @see <a href="https://doi.org/10.1287/moor.6.1.58">Myerson (1981)</a>
 */
public final class VirtualBoosts {
    private VirtualBoosts() {}

    /** Weights one, and the boosts. */
    public static AmaParameters of(Environment world, Objective objective) {
        double revenue = Math.max(0, objective.revenue());
        double all = 2 * revenue + Math.max(0, objective.welfare());
        if (all == 0) {
            return AmaParameters.vcg(world);
        }
        RewardMap rewards = world.rewards();
        double[] boosts = new double[rewards.pairs()];
        double designer = designerWeight(world, objective) / all;
        for (int pair = 0; pair < boosts.length; pair++) {
            boosts[pair] = designer * world.designer().get(pair);
            for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
                boosts[pair] -= revenue / all * charge(world, m);
            }
        }
        return new AmaParameters(Reals.filled(world.agentCount(), 1), Reals.of(boosts));
    }

    private static double designerWeight(Environment world, Objective objective) {
        for (int k = 0; k < objective.losses().size(); k++) {
            if (world.losses().get(k) instanceof DesignerReward) {
                return objective.losses().get(k);
            }
        }
        return 0;
    }

    /** By how much a term counts for less than its share of welfare. */
    private static double charge(Environment world, int term) {
        RewardMap rewards = world.rewards();
        double coefficient = rewards.coefficient(term);
        int x = rewards.component(term);
        if (x == RewardMap.CONSTANT) {
            return coefficient;
        }
        TypeDistribution types = world.agents().get(rewards.agent(term)).types();
        double end = coefficient > 0 ? types.high(x) : types.low(x);
        return coefficient * (Double.isFinite(end) ? end : Math.signum(end) * types.reach(x));
    }
}
