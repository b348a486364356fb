package org.dynama.ama.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dynama.ama.mechanism.AffineMaximizer;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.objective.Estimate;
import org.dynama.ama.objective.Objective;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.dynama.world.SequentialSales;
import org.hipparchus.special.Erf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZerothOrderTest {
    private static final double SIGMA = 0.3;
    private static final int STEPS = 600;

    /**
     * In the sale of one item to two agents the smoothed objective is an integral: Gaussian noise on three boosts, and on
     * the ratio of two weights. Its finite differences are the mean of the estimated gradients, within four standard
     * errors; the envelope part is hard on both sides.
     */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void theMeanGradientIsThatOfTheObjectiveSmoothedByAGaussian(long seed) {
        Environment environment = SequentialSales.asymmetric(2, 1);
        Objective objective = new Objective("mixed", 1, 0.4);
        Profiles profiles = Profiles.draw(environment.agents(), new RandomStream(seed, "profiles"), 0, 16);
        Parametrization coordinates = new Parametrization(environment, Sharing.none(environment.mdp()), true);
        double[] point = {0.3, -0.1, 0.2, 0.15, -0.1};
        try (Solvers solvers = Solvers.kernel(environment.mdp(), environment.rewards(), 1, 2)) {
            ZerothOrder estimator = new ZerothOrder(
                    environment,
                    new ObjectiveGradient(environment, objective, solvers),
                    new SearchSettings.Differences(20, SIGMA),
                    new RandomStream(seed, "perturbations"),
                    solvers);
            double[][] gradients = new double[point.length][STEPS];
            for (int step = 0; step < STEPS; step++) {
                GradientEstimator.Sample sample = estimator.at(coordinates, point, profiles, 1, step);
                for (int x = 0; x < point.length; x++) {
                    gradients[x][step] = sample.gradient().get(x);
                }
            }
            for (int x = 0; x < point.length; x++) {
                double[] ahead = point.clone();
                double[] behind = point.clone();
                ahead[x] += 1e-5;
                behind[x] -= 1e-5;
                double expected = (smoothed(coordinates, objective, profiles, ahead)
                                - smoothed(coordinates, objective, profiles, behind))
                        / 2e-5;
                Estimate mean = Estimate.of(gradients[x]);
                assertThat(mean.standardError()).isLessThan(0.05);
                assertThat(mean.mean()).isCloseTo(expected, within(4 * mean.standardError()));
            }
        }
    }

    /** The smoothed part through the policy, by quadrature, and the hard envelope part. */
    private static double smoothed(
            Parametrization coordinates, Objective objective, Profiles profiles, double[] point) {
        double sum = 0;
        for (int b = 0; b < profiles.count(); b++) {
            double[] types = {profiles.type(0, 0, b), profiles.type(1, 0, b)};
            sum += objective.rewardWeight() * policyPart(coordinates, point, types);
            double[] scores = scores(coordinates, point, types, 0);
            double grand = max(scores);
            AmaParameters parameters = coordinates.parameters(point);
            for (int i = 0; i < 2; i++) {
                double[] without = scores.clone();
                without[1 + i] = parameters.boosts().get(1 + i);
                sum += objective.revenue()
                        * (max(without) - grand)
                        / parameters.weights().get(i);
            }
        }
        return sum / profiles.count();
    }

    /** Noise on the two log-weights matters only by its difference, halved by the normalisation. */
    private static double policyPart(Parametrization coordinates, double[] point, double[] types) {
        int grid = 41;
        double total = 0;
        double mass = 0;
        for (int k = 0; k < grid; k++) {
            double z = -5 + 10.0 * k / (grid - 1);
            double density = Math.exp(-z * z / 2);
            double[] scores = scores(coordinates, point, types, z * SIGMA / Math.sqrt(2));
            double earned = 0;
            for (int i = 0; i < 2; i++) {
                earned += types[i] * winning(scores, deviations(coordinates), 1 + i);
            }
            total += density * earned;
            mass += density;
        }
        return total / mass;
    }

    private static double[] deviations(Parametrization coordinates) {
        double[] unit =
                coordinates.parameters(new double[] {1, 1, 1, 0, 0}).boosts().toArray();
        return Arrays.stream(unit).map(scale -> scale * SIGMA).toArray();
    }

    private static double[] scores(Parametrization coordinates, double[] point, double[] types, double tilt) {
        double[] tilted = point.clone();
        tilted[3] += tilt;
        tilted[4] -= tilt;
        AmaParameters parameters = coordinates.parameters(tilted);
        double[] scores = parameters.boosts().toArray();
        for (int i = 0; i < 2; i++) {
            scores[1 + i] += parameters.weights().get(i) * types[i];
        }
        return scores;
    }

    /** The probability that option {@code k} has the highest of independent normal scores. */
    private static double winning(double[] means, double[] deviations, int k) {
        int grid = 200;
        double total = 0;
        double mass = 0;
        for (int g = 0; g < grid; g++) {
            double z = -6 + 12.0 * g / (grid - 1);
            double density = Math.exp(-z * z / 2);
            double product = density;
            for (int j = 0; j < means.length; j++) {
                double gap = (means[k] + deviations[k] * z - means[j]) / deviations[j];
                product *= j == k ? 1 : 0.5 * Erf.erfc(-gap / Math.sqrt(2));
            }
            total += product;
            mass += density;
        }
        return total / mass;
    }

    private static double max(double[] scores) {
        return Arrays.stream(scores).max().orElseThrow();
    }

    /** Mechanisms x profiles in one batch give each mechanism what it gets alone, to the bit, on any number of threads. */
    @ParameterizedTest(name = "{0} profiles")
    @ValueSource(ints = {20, 300})
    void aBatchOfMechanismsIsEachOfThem(int count) {
        Environment environment = SequentialSales.asymmetric(3, 2);
        Profiles profiles = Profiles.draw(environment.agents(), new RandomStream(1, "profiles"), 0, count);
        SobolPoints points = new SobolPoints(20, new RandomStream(1, "points"));
        Parametrization coordinates = new Parametrization(environment, Sharing.none(environment.mdp()), false);
        List<AffineMaximizer> mechanisms = new ArrayList<>();
        for (int k = 0; k < 7; k++) {
            mechanisms.add(new AffineMaximizer(environment, coordinates.parameters(points.at(k))));
        }
        try (Solvers one = Solvers.kernel(environment.mdp(), environment.rewards(), 1, 1);
                Solvers three = Solvers.kernel(environment.mdp(), environment.rewards(), 1, 3)) {
            ObjectiveGradient gradient = new ObjectiveGradient(environment, Objective.REVENUE, one);
            double[][] together = new CommonProfiles(three).of(mechanisms, profiles, gradient::throughPolicy);
            for (int k = 0; k < 7; k++) {
                assertThat(new CommonProfiles(one).of(List.of(mechanisms.get(k)), profiles, gradient::throughPolicy)[0])
                        .containsExactly(together[k]);
            }
        }
    }
}
