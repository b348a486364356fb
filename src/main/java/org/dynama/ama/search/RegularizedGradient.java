package org.dynama.ama.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.refusal.Failure;
import org.dynama.refusal.Unreachable;

/**
 * Derivatives through the solution of the problem with an entropy.
 *
 * <p>Where the joint entropy's solver fails, the step is tried again with the conditional entropy, whose iteration is the
 * sturdier one, then hotter: a step that is smoothed more than it should be is better than none.
 *
 * @param entropy at an ascent's start
 * @param rewardUnit the reward that a temperature of 1 is
 * @param unit of money
 */
record RegularizedGradient(
        ObjectiveGradient gradient, SearchSettings.Entropy entropy, double rewardUnit, MoneyUnit unit)
        implements GradientEstimator {
    /** How much hotter the second try of the conditional entropy is, and the third than the second. */
    private static final double HOTTER = 4;

    private static final int TRIES = 3;

    @Override
    public Sample at(Parametrization coordinates, double[] point, Profiles profiles, double annealing, int step) {
        AmaParameters parameters = coordinates.parameters(point);
        Deque<Failure> failures = new ArrayDeque<>();
        for (SearchSettings.Entropy tried : tries()) {
            try {
                ObjectiveGradient.Step at = gradient.at(parameters, profiles, tried.times(annealing * rewardUnit));
                double temperature = tried.temperature() * rewardUnit * annealing;
                return new Sample(
                        at.objective(), Reals.of(coordinates.gradient(parameters, at)), unit.out(temperature));
            } catch (Unreachable lost) {
                throw lost;
            } catch (Failure failure) {
                failures.add(failure);
            }
        }
        throw failures.getFirst();
    }

    private List<SearchSettings.Entropy> tries() {
        List<SearchSettings.Entropy> tries = new ArrayList<>();
        if (entropy.joint()) {
            tries.add(entropy);
        }
        double temperature = entropy.temperature();
        for (int k = 0; k < TRIES; k++) {
            tries.add(new SearchSettings.Entropy(false, temperature));
            temperature *= HOTTER;
        }
        return tries;
    }
}
