package org.dynama.ama.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.dynama.ama.objective.Objective;
import org.dynama.ama.search.EstimatorErrors.Row;
import org.dynama.baseline.ProfileGrid;
import org.dynama.model.Horizon;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.Stages;
import org.dynama.solver.Regularizer;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;

/**
 * Bias and variance of the three estimators of a gradient, against the differences of the hard objective on common profiles,
 * which know no smoothing; in a search's coarsest coordinates, at the first of its points, a quarter as far from VCG.
 *
 * <p>Profiles come in blocks: each estimator makes an estimate from each block. Biases are means over all blocks, of an
 * estimate less the same block's difference, so that most of what chance does cancels.
 */
public final class GradientStudy {
    /** A difference reaches so far to both sides, relative to the rewards at stake: few profiles are near a jump. */
    private static final double REACH = 0.02;

    /** Profiles of one estimate: fewer leave nothing to average differences over. */
    private static final int PER_ESTIMATE = 2 * Profiles.BLOCK;

    /** How far the point is from VCG beside a search's points. */
    private static final double NEAR = 0.25;

    private final Environment environment;
    private final SearchTask task;
    private final MoneyUnit unit;
    private final Parametrization coordinates;
    private final HardObjective hard;
    private final ObjectiveGradient gradient;
    private final List<Profiles> blocks = new ArrayList<>();
    private final double[] point;

    /**
     * On profiles of an environment.
     *
     * @param unit of the solvers' environment
     * @param settings which coordinates, and how many perturbations
     * @param solvers of the environment in that unit
     * @param profiles of which those beyond the last whole estimate are left out; at least enough for two
     */
    public GradientStudy(
            Environment environment,
            Objective objective,
            MoneyUnit unit,
            SearchSettings settings,
            Solvers solvers,
            Profiles profiles) {
        this.environment = unit.in(environment);
        this.unit = unit;
        task = new SearchTask(this.environment, unit, objective, settings, solvers, null, System.nanoTime());
        Sharing coarsest = settings.coordinates().boosts().of(this.environment).get(0);
        coordinates = new Parametrization(
                this.environment, coarsest, settings.coordinates().weights());
        hard = new HardObjective(this.environment, objective, solvers, coordinates);
        gradient = task.gradient();
        for (int from = 0; from + PER_ESTIMATE <= profiles.count(); from += PER_ESTIMATE) {
            blocks.add(profiles.slice(from, from + PER_ESTIMATE));
        }
        SobolPoints points = new SobolPoints(coordinates.size(), task.stream().child("points"));
        point = Arrays.stream(points.at(0)).map(x -> NEAR * x).toArray();
    }

    /** How many profiles are needed at least. */
    public static int fewest() {
        return 2 * PER_ESTIMATE;
    }

    /**
     * Errors of the estimators.
     *
     * @param temperatures of the entropies, in the world's own money
     * @param deviations of the perturbations, relative to the rewards at stake
     */
    public EstimatorErrors errors(Reals temperatures, Reals deviations) {
        boolean finite = Double.isFinite(ProfileGrid.profiles(environment));
        double[][] exact = finite ? estimates(this::envelope) : hard.differences(point, REACH, blocks);
        Spread truth = Spread.of(exact);
        // Where nothing depends on boosts, errors are shares of one.
        double norm = truth.norm() > 0 ? truth.norm() : 1;
        List<Row> rows = new ArrayList<>();
        for (boolean joint : hasJoint() ? new boolean[] {true, false} : new boolean[] {false}) {
            for (double temperature : descending(temperatures)) {
                Regularizer entropy = new SearchSettings.Entropy(joint, unit.in(temperature)).times(1);
                double[][] estimates = estimates(block -> coordinates.gradient(
                        coordinates.parameters(point), gradient.at(coordinates.parameters(point), block, entropy)));
                rows.add(row((joint ? "joint" : "conditional") + " entropy", temperature, estimates, exact, norm));
            }
        }
        for (double deviation : descending(deviations)) {
            rows.add(row("zeroth order", deviation, zerothOrder(deviation), exact, norm));
        }
        String how = finite
                ? "by the envelope theorem alone, since policies of finitely many types move at ties only"
                : "by differences of the hard objective over +-" + REACH;
        return new EstimatorErrors(
                name(), how, blocks.size() * PER_ESTIMATE, PER_ESTIMATE, unit.out(norm), truth.error() / norm, rows);
    }

    private static Row row(String estimator, double smoothing, double[][] estimates, double[][] exact, double norm) {
        double[][] errors = new double[exact.length][];
        Arrays.setAll(errors, r -> minus(estimates[r], exact[r]));
        Spread bias = Spread.of(errors);
        return new Row(
                estimator,
                smoothing,
                bias.unbiasedNorm() / norm,
                bias.error() / norm,
                Spread.of(estimates).deviation() / norm);
    }

    /** The objective along the coordinate in which it changes fastest. */
    public ObjectiveLine line() {
        double[] slopes = Spread.of(hard.differences(point, REACH, blocks)).mean();
        int steepest = 0;
        for (int x = 1; x < coordinates.sharing().size(); x++) {
            steepest = Math.abs(slopes[x]) > Math.abs(slopes[steepest]) ? x : steepest;
        }
        return hard.line(point, steepest, name(), blocks, unit);
    }

    private String name() {
        return "boosts " + coordinates.sharing().name()
                + (coordinates.size() > coordinates.sharing().size() ? ", and weights" : "");
    }

    private double[] envelope(Profiles block) {
        return coordinates.gradient(
                coordinates.parameters(point), gradient.envelope(coordinates.parameters(point), block));
    }

    private double[][] zerothOrder(double deviation) {
        SearchSettings.Differences differences =
                new SearchSettings.Differences(task.settings().differences().perturbations(), deviation);
        RandomStream stream = task.stream().child("perturbations");
        ZerothOrder estimator = new ZerothOrder(environment, gradient, differences, stream, task.solvers());
        double[][] estimates = new double[blocks.size()][];
        Arrays.setAll(
                estimates,
                r -> estimator
                        .at(coordinates, point, blocks.get(r), 1, r)
                        .gradient()
                        .toArray());
        return estimates;
    }

    private double[][] estimates(Function<Profiles, double[]> estimator) {
        return blocks.stream().map(estimator).toArray(double[][]::new);
    }

    private boolean hasJoint() {
        return !(environment.mdp().horizon() instanceof Horizon.Finite)
                || Stages.of(environment.mdp()).isUniformTree();
    }

    private static double[] descending(Reals numbers) {
        double[] sorted = numbers.stream().map(x -> -x).sorted().toArray();
        return Arrays.stream(sorted).map(x -> -x).toArray();
    }

    private static double[] minus(double[] one, double[] two) {
        double[] difference = one.clone();
        Arrays.setAll(difference, x -> one[x] - two[x]);
        return difference;
    }
}
