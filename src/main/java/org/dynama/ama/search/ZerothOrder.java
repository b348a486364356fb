package org.dynama.ama.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dynama.ama.mechanism.AffineMaximizer;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.refusal.Entries;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;

/**
 * Differences between perturbed mechanisms instead of derivatives: unbiased for the objective smoothed by a Gaussian.
 *
 * <p>Only what flows through the policy is estimated, {@code P(x) = E <nu(x), dJ/d(nu)>}, by antithetic pairs on common
 * profiles,
 *
 * <pre>
 * dP/dx = mean over u of (P(x + sigma u) - P(x - sigma u)) / (2 sigma) * u,     u standard normal
 * </pre>
 *
 * the envelope terms are exact. Coordinates are relative to the rewards, and so is {@code sigma}.
 *
 * @see <a href="https://arxiv.org/abs/2402.08129">Curry et al. (2024), Section 4, zeroth-order methods</a>
 */
final class ZerothOrder implements GradientEstimator {
    private final Environment environment;
    private final ObjectiveGradient objective;
    private final CommonProfiles common;
    private final RandomStream stream;
    private final int pairs;
    private final double smoothing;

    ZerothOrder(
            Environment environment,
            ObjectiveGradient objective,
            SearchSettings.Differences settings,
            RandomStream stream,
            Solvers solvers) {
        this.environment = environment;
        this.objective = objective;
        this.stream = stream;
        common = new CommonProfiles(solvers);
        pairs = settings.perturbations() / 2;
        smoothing = settings.smoothing();
    }

    @Override
    public Sample at(Parametrization coordinates, double[] point, Profiles profiles, double annealing, int step) {
        AmaParameters parameters = coordinates.parameters(point);
        ObjectiveGradient.Step envelope = objective.envelope(parameters, profiles);
        double[] gradient = coordinates.gradient(parameters, envelope);
        double sigma = smoothing * annealing;
        double[][] directions = directions(coordinates, step);
        List<AffineMaximizer> perturbed = new ArrayList<>();
        for (double[] direction : directions) {
            perturbed.add(mechanism(coordinates, point, direction, sigma));
            perturbed.add(mechanism(coordinates, point, direction, -sigma));
        }
        double[][] values = common.of(perturbed, profiles, objective::throughPolicy);
        for (int k = 0; k < pairs; k++) {
            double difference = mean(values[2 * k]) - mean(values[2 * k + 1]);
            for (int x = 0; x < gradient.length; x++) {
                gradient[x] += difference / (2 * sigma * pairs) * directions[k][x];
            }
        }
        return new Sample(envelope.objective(), Reals.of(gradient), sigma);
    }

    private double[][] directions(Parametrization coordinates, int step) {
        int size = coordinates.size();
        int all = Entries.of(
                "a step of zeroth-order",
                "Maybe fewer optimizer.perturbations, or optimizer.kind: auto, which needs none.",
                pairs,
                size);
        double[] normals = stream.child(coordinates.sharing().stream()).normals(step, all);
        double[][] directions = new double[pairs][];
        Arrays.setAll(directions, k -> Arrays.copyOfRange(normals, k * size, (k + 1) * size));
        return directions;
    }

    private AffineMaximizer mechanism(Parametrization coordinates, double[] point, double[] direction, double by) {
        double[] moved = point.clone();
        Arrays.setAll(moved, x -> point[x] + by * direction[x]);
        return new AffineMaximizer(environment, coordinates.parameters(moved));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }
}
