package org.dynama.ama.search;

import java.util.Arrays;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.TypeDistribution;
import org.dynama.world.Environment;

/**
 * The coordinates in which a search moves: what boosts have beyond the designer's own reward, in units of the rewards that
 * they compete with, then log-weights; VCG is the origin. Weights are normalised to geometric mean one, since a common factor of weights and boosts changes
 * nothing.
 */
final class Parametrization {
    private final Sharing sharing;
    private final double[] scale;
    /** Shape {@code [P]}. */
    private final double[] designer;

    private final int agents;
    private final boolean weights;

    Parametrization(Environment environment, Sharing sharing, boolean weights) {
        this.sharing = sharing;
        this.weights = weights;
        agents = environment.agentCount();
        designer = environment.designer().toArray();
        scale = new double[sharing.size()];
        double[] pairs = rewardScale(environment);
        for (int pair = 0; pair < pairs.length; pair++) {
            int group = sharing.groupOf(pair);
            scale[group] = Math.max(scale[group], Math.max(pairs[pair], Math.abs(designer[pair])));
        }
        double unit = rewardUnit(environment);
        for (int g = 0; g < scale.length; g++) {
            scale[g] = scale[g] > 0 ? scale[g] : unit;
        }
    }

    /**
     * The largest absolute reward that any agent can earn in one action; where none earns anything the designer's largest;
     * 1 where she does not, either.
     */
    static double rewardUnit(Environment environment) {
        double largest = Arrays.stream(rewardScale(environment)).max().orElse(0);
        double designer = environment.designer().stream().map(Math::abs).max().orElse(0);
        return largest > 0 ? largest : designer > 0 ? designer : 1;
    }

    /** The largest absolute reward that any agent can earn at each pair; shape {@code [P]}. */
    private static double[] rewardScale(Environment environment) {
        RewardMap rewards = environment.rewards();
        double[] scale = new double[rewards.pairs()];
        for (int pair = 0; pair < scale.length; pair++) {
            for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
                TypeDistribution types =
                        environment.agents().get(rewards.agent(m)).types();
                int k = rewards.component(m);
                double type = k < 0 ? 1 : types.reach(k);
                scale[pair] = Math.max(scale[pair], Math.abs(rewards.coefficient(m)) * type);
            }
        }
        return scale;
    }

    Sharing sharing() {
        return sharing;
    }

    /** The number of coordinates. */
    int size() {
        return sharing.size() + (weights ? agents : 0);
    }

    /** Whether a point stands for a mechanism: its numbers are finite, and its weights have not under- or overflowed. */
    boolean isMechanism(double[] point) {
        try {
            parameters(point);
            return true;
        } catch (IllegalArgumentException exception) {
            return false;
        }
    }

    /** The mechanism at a point. */
    AmaParameters parameters(double[] point) {
        double[] free = new double[sharing.size()];
        Arrays.setAll(free, g -> point[g] * scale[g]);
        double[] w = new double[agents];
        Arrays.fill(w, 1);
        if (weights) {
            double mean = 0;
            for (int i = 0; i < agents; i++) {
                mean += point[sharing.size() + i] / agents;
            }
            for (int i = 0; i < agents; i++) {
                w[i] = Math.exp(point[sharing.size() + i] - mean);
            }
        }
        double[] boosts = sharing.spread(free);
        Arrays.setAll(boosts, pair -> boosts[pair] + designer[pair]);
        return new AmaParameters(Reals.of(w), Reals.of(boosts));
    }

    /** The point nearest to a mechanism, weights normalised. */
    double[] point(AmaParameters parameters) {
        double[] point = new double[size()];
        double mean = parameters.weights().stream().map(Math::log).sum() / agents;
        double[] boosts = parameters.boosts().toArray();
        Arrays.setAll(boosts, pair -> boosts[pair] / Math.exp(mean) - designer[pair]);
        double[] free = sharing.average(boosts);
        for (int g = 0; g < free.length; g++) {
            point[g] = free[g] / scale[g];
        }
        for (int i = 0; i < agents && weights; i++) {
            point[sharing.size() + i] = Math.log(parameters.weights().get(i));
        }
        return point;
    }

    /** The gradient in these coordinates. */
    double[] gradient(AmaParameters parameters, ObjectiveGradient.Step step) {
        double[] gradient = new double[size()];
        double[] free = sharing.gather(step.boosts().toArray());
        for (int g = 0; g < free.length; g++) {
            gradient[g] = free[g] * scale[g];
        }
        double mean = 0;
        for (int i = 0; i < agents && weights; i++) {
            gradient[sharing.size() + i] =
                    step.weights().get(i) * parameters.weights().get(i);
            mean += gradient[sharing.size() + i] / agents;
        }
        for (int k = sharing.size(); k < gradient.length; k++) {
            gradient[k] -= mean;
        }
        return gradient;
    }
}
