package org.dynama.ama.search;

import java.nio.DoubleBuffer;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.model.Reals;
import org.dynama.solver.Measures;
import org.dynama.world.Absence;
import org.dynama.world.Environment;

/** The sums of an {@link ObjectiveGradient} over one chunk of profiles, and the objective on each. */
final class GradientSums {
    /** Shape {@code [B]}. */
    final double[] values;
    /** Shape {@code [P]}. */
    final double[] boosts;
    /** Shape {@code [n]}. */
    final double[] weights;

    private final Reals current;
    private final Absence absence;

    GradientSums(Environment environment, AmaParameters parameters, int count) {
        values = new double[count];
        boosts = new double[environment.mdp().pairCount()];
        weights = new double[environment.agentCount()];
        current = parameters.weights();
        absence = environment.absence();
    }

    /** Those that {@link #write} has left. */
    static GradientSums read(DoubleBuffer in, Environment environment, AmaParameters parameters) {
        GradientSums sums = new GradientSums(environment, parameters, (int) in.get());
        in.get(sums.values).get(sums.boosts).get(sums.weights);
        return sums;
    }

    /** How many doubles {@link #write} leaves. */
    int size() {
        return 1 + values.length + boosts.length + weights.length;
    }

    void write(DoubleBuffer out) {
        out.put(values.length).put(values).put(boosts).put(weights);
    }

    /** Adds {@code scale} times a measure to the gradients, except to the weight of an absent agent. */
    void addMeasures(Measures measures, double scale) {
        addMeasures(measures.sum(), measures.rewards(), scale, -1);
    }

    private void addMeasures(double[] sum, double[][] rewards, double scale, int absent) {
        for (int pair = 0; pair < sum.length; pair++) {
            boosts[pair] += scale * sum[pair];
        }
        for (int j = 0; j < weights.length; j++) {
            weights[j] += j == absent ? 0 : scale * sum(rewards[j]);
        }
    }

    void addValues(double[] parts) {
        for (int b = 0; b < values.length; b++) {
            values[b] += parts[b];
        }
    }

    /** @param counts whether agent {@code i} counts in it by a type, or at most by what her absence leaves of her */
    void addMarginal(MarginalMeasure marginal, Measures.Optimal grand, int i, double rate, boolean counts) {
        double weight = current.get(i);
        double[] visits = marginal.sum();
        addMeasures(visits, marginal.rewards(), rate / weight, counts ? -1 : i);
        for (int pair = 0; pair < visits.length && !counts; pair++) {
            weights[i] += rate / weight * visits[pair] * absence.remainder(i, pair);
        }
        double[] without = marginal.values();
        double[] with = grand.values();
        for (int b = 0; b < values.length; b++) {
            double lost = without[b] - with[b];
            values[b] += rate * lost / weight;
            weights[i] -= rate * lost / (weight * weight);
        }
    }

    private static double sum(double[] row) {
        double sum = 0;
        for (double value : row) {
            sum += value;
        }
        return sum;
    }
}
