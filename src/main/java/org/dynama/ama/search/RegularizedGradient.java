package org.dynama.ama.search;

import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;

/**
 * Derivatives through the solution of the problem with an entropy.
 *
 * @param entropy at an ascent's start
 * @param rewardUnit the reward that a temperature of 1 is
 */
record RegularizedGradient(ObjectiveGradient gradient, SearchSettings.Entropy entropy, double rewardUnit)
        implements GradientEstimator {

    @Override
    public Sample at(Parametrization coordinates, double[] point, Profiles profiles, double annealing, int step) {
        AmaParameters parameters = coordinates.parameters(point);
        ObjectiveGradient.Step at = gradient.at(parameters, profiles, entropy.times(annealing * rewardUnit));
        return new Sample(at.objective(), Reals.of(coordinates.gradient(parameters, at)));
    }

    @Override
    public double smoothing() {
        return entropy.temperature() * rewardUnit;
    }
}
