package org.dynama.ama.menu.candidates;

import java.util.Arrays;
import org.dynama.ama.objective.Objective;
import org.dynama.baseline.Marginal;
import org.dynama.model.IndependentTypes;
import org.dynama.model.RewardMap;
import org.dynama.model.TypeDistribution;
import org.dynama.world.Environment;
import org.jspecify.annotations.Nullable;

/**
 * Virtual types as straight lines: of component {@code k} of agent {@code i}'s type, {@code slope * (t - reserve)} is the line
 * nearest to its virtual value, {@code revenue * (t - (1 - F) / f) + welfare * t}, or {@code t + F / f} for costs. An affine
 * maximizer with these slopes as weights, and what reserves add up to as boosts, maximizes virtual welfare where virtual values
 * are lines, as uniform ones are.
 */
final class Reserves {
    private static final int SHARES = 64;

    private final int width;
    private final double[] slope;
    private final double[] reserve;
    private final boolean[] oneNumber;
    private final int[] dimension;

    private Reserves(int agents, int width) {
        this.width = width;
        slope = new double[agents * width];
        reserve = new double[agents * width];
        oneNumber = new boolean[agents];
        dimension = new int[agents];
    }

    static Reserves of(Environment environment, Objective objective) {
        int n = environment.agentCount();
        Reserves reserves = new Reserves(n, environment.dimension());
        Arrays.fill(reserves.slope, 1);
        int[] signs = signs(environment);
        for (int i = 0; i < n; i++) {
            TypeDistribution types = environment.agents().get(i).types();
            reserves.dimension[i] = types.dimension();
            reserves.oneNumber[i] = types instanceof TypeDistribution.OneComponent;
            for (int k = 0; k < types.dimension() && objective.revenue() > 0; k++) {
                Marginal marginal = marginal(types, k);
                int sign = signs[i * reserves.width + k];
                if (marginal != null && (sign == 1 || sign == 2) && types.low(k) < types.high(k)) {
                    reserves.fit(i * reserves.width + k, marginal, sign == 2, objective);
                }
            }
        }
        return reserves;
    }

    /** By agent and component: bit 0 where she gains by it somewhere, bit 1 where she loses. */
    static int[] signs(Environment environment) {
        RewardMap rewards = environment.rewards();
        int[] signs = new int[environment.agentCount() * environment.dimension()];
        for (int m = 0; m < rewards.end(rewards.pairs() - 1); m++) {
            if (rewards.component(m) >= 0 && rewards.coefficient(m) != 0) {
                int at = rewards.agent(m) * environment.dimension() + rewards.component(m);
                signs[at] |= rewards.coefficient(m) > 0 ? 1 : 2;
            }
        }
        return signs;
    }

    private static @Nullable Marginal marginal(TypeDistribution types, int k) {
        try {
            return types instanceof IndependentTypes independent
                    ? Marginal.of(independent.components().get(k))
                    : types instanceof TypeDistribution.Uniform || types instanceof TypeDistribution.OneComponent
                            ? new Marginal.Even(types.low(k), types.high(k))
                            : null;
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    private void fit(int at, Marginal marginal, boolean isCost, Objective objective) {
        double meanType = 0;
        double meanVirtual = 0;
        double[] type = new double[SHARES];
        double[] virtual = new double[SHARES];
        for (int j = 0; j < SHARES; j++) {
            double t = marginal.quantile((j + 0.5) / SHARES);
            type[j] = t;
            virtual[j] = objective.revenue() * (isCost ? t + marginal.below(t) : t - marginal.above(t))
                    + objective.welfare() * t;
            meanType += t / SHARES;
            meanVirtual += virtual[j] / SHARES;
        }
        double covariance = 0;
        double variance = 0;
        for (int j = 0; j < SHARES; j++) {
            covariance += (type[j] - meanType) * (virtual[j] - meanVirtual);
            variance += (type[j] - meanType) * (type[j] - meanType);
        }
        double line = covariance / variance;
        if (line > 0 && line < Double.POSITIVE_INFINITY) {
            slope[at] = line;
            reserve[at] = meanType - meanVirtual / line;
        }
    }

    double reserve(int i, int k) {
        return reserve[i * width + k];
    }

    /** Whether a type has a component, and with it a reserve: of one number, only that one. */
    boolean counts(int i, double type) {
        return !oneNumber[i] || type != 0;
    }

    /** The mean slope of each agent beside that of all; shape {@code [n]}. */
    double[] weights() {
        double[] weights = new double[oneNumber.length];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            for (int k = 0; k < dimension[i]; k++) {
                weights[i] += slope[i * width + k] / dimension[i];
            }
            sum += weights[i] / weights.length;
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.abs(weights[i] / sum - 1) < 1e-9 ? 1 : weights[i] / sum;
        }
        return weights;
    }
}
