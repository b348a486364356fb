package org.dynama.ama.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.dynama.ama.audit.Bound;
import org.dynama.ama.mechanism.AffineMaximizer;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.objective.Estimate;
import org.dynama.ama.objective.Objective;
import org.dynama.config.Json;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Horizon;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.Stages;
import org.dynama.solver.Measures;
import org.dynama.solver.OccupancySolver;
import org.dynama.solver.Regularizer;
import org.dynama.solver.Regularizer.ConditionalEntropy;
import org.dynama.solver.Regularizer.JointEntropy;
import org.dynama.solver.pool.Solvers;
import org.dynama.study.InvalidRunException;
import org.dynama.study.Progress;
import org.dynama.study.RunDirectory;
import org.dynama.world.Absence;
import org.dynama.world.Environment;
import org.jspecify.annotations.Nullable;

/**
 * What the entropy does to revenue: the revenue of the regularized optimum against temperature, which tends to the hard
 * revenue.
 *
 * <p>Every economy's policy is softened, and payments are taken along the soft policies: with {@code nu} and
 * {@code nu_-i} the regularized occupancies,
 *
 * <pre>
 * p_i = ( sum_j!=i w_j &lt;nu_-i, r_j&gt; + &lt;nu_-i, b&gt; - sum_j!=i w_j &lt;nu, r_j&gt; - &lt;nu, b&gt; ) / w_i
 * </pre>
 *
 * Such a mechanism is not truthful: the study says how far the search's slope is from the truth, no more.
 *
 * @see <a href="https://arxiv.org/abs/2402.08129">Curry et al. (2024), Theorem 4.3 and Corollary 4.4</a>
 */
public final class SmoothingStudy {
    private final Environment environment;
    private final Solvers solvers;
    private final Profiles profiles;

    /** A study on profiles of an environment. */
    public SmoothingStudy(Environment environment, Solvers solvers, Profiles profiles) {
        this.environment = environment;
        this.solvers = solvers;
        this.profiles = profiles;
    }

    /**
     * One point of a curve.
     *
     * @param mechanism what is softened, for people
     * @param entropy {@code joint} or {@code conditional}
     * @param temperature of that entropy
     * @param revenue of the softened mechanism
     * @param hard revenue of the mechanism itself, on the same profiles
     * @param difference {@code revenue - hard}, on common profiles
     */
    public record Row(
            String mechanism,
            String entropy,
            double temperature,
            Estimate revenue,
            Estimate hard,
            Estimate difference) {}

    /**
     * Refuses worlds that cannot be softened.
     *
     * @throws InvalidRunException if leaving an agent out forbids actions
     */
    public static void require(Environment environment) {
        if (environment.absence() instanceof Absence.Masked) {
            throw new InvalidRunException("study: in " + environment.name() + ", "
                    + environment.absence().describe()
                    + ", and a softened policy takes every action\n"
                    + "Maybe another world, or --set 'environment.leftOut={cost: 5}' for workers.");
        }
    }

    /**
     * Studies a spec's environment: VCG, and the mechanism that attains Myerson's bound where there is one, under each
     * entropy that has a solver there, whatever the spec's objective and optimizer; writes {@code spec.yaml} and {@code smoothing.csv}.
     *
     * @param temperatures each finite and positive
     */
    public static List<Row> run(Spec spec, Reals temperatures, RunDirectory directory, Progress progress) {
        Environment environment = spec.environment();
        directory.writeSpec(spec);
        List<Row> rows = new ArrayList<>();
        try (Solvers solvers =
                Solvers.of(environment.mdp(), environment.rewards(), environment.dimension(), spec.solver())) {
            Profiles profiles = Profiles.draw(
                    environment.agents(),
                    new RandomStream(spec.seed(), "evaluation"),
                    0,
                    spec.evaluation().profiles());
            SmoothingStudy study = new SmoothingStudy(environment, solvers, profiles);
            rows.addAll(study.curves("VCG", AmaParameters.vcg(environment), temperatures, progress));
            if (Bound.of(environment, Objective.REVENUE) instanceof Bound.Measured bound
                    && bound.kind().equals("myerson")) {
                rows.addAll(study.curves("optimum", bound.mechanism(), temperatures, progress));
            }
        }
        directory.write(directory.path().resolve("smoothing.csv"), csv(rows));
        return rows;
    }

    /** The curves of one mechanism, hottest first. */
    public List<Row> curves(String mechanism, AmaParameters parameters, Reals temperatures, Progress progress) {
        AffineMaximizer maximizer = new AffineMaximizer(environment, parameters);
        double[] hottest = temperatures.stream().sorted().toArray();
        double[] hard = revenue(maximizer, null);
        List<Row> rows = new ArrayList<>();
        for (boolean joint : entropies()) {
            for (int k = hottest.length - 1; k >= 0; k--) {
                Regularizer regularizer = joint ? new JointEntropy(hottest[k]) : new ConditionalEntropy(hottest[k]);
                double[] soft = revenue(maximizer, regularizer);
                rows.add(new Row(
                        mechanism,
                        joint ? "joint" : "conditional",
                        hottest[k],
                        Estimate.of(soft),
                        Estimate.of(hard),
                        Estimate.ofDifference(soft, hard)));
                progress.at(
                        mechanism,
                        rows.size() / (double) (entropies().length * hottest.length),
                        String.format(Locale.ROOT, "temperature %s", hottest[k]));
            }
        }
        return rows;
    }

    private boolean[] entropies() {
        boolean joint = !(environment.mdp().horizon() instanceof Horizon.Finite)
                || Stages.of(environment.mdp()).isUniformTree();
        return joint ? new boolean[] {true, false} : new boolean[] {false};
    }

    private double[] revenue(AffineMaximizer mechanism, @Nullable Regularizer regularizer) {
        double[] revenue = new double[profiles.count()];
        int[] filled = {0};
        solvers.forEach(
                profiles.count(),
                (solver, from, to) -> revenue(solver, mechanism, profiles.slice(from, to), regularizer),
                chunk -> {
                    System.arraycopy(chunk, 0, revenue, filled[0], chunk.length);
                    filled[0] += chunk.length;
                });
        return revenue;
    }

    private double[] revenue(
            OccupancySolver solver, AffineMaximizer mechanism, Profiles chunk, @Nullable Regularizer regularizer) {
        double[] revenue = new double[chunk.count()];
        try (Measures grand = solve(solver, mechanism.grand(), chunk, regularizer)) {
            for (int i = 0; i < environment.agentCount(); i++) {
                AffineWelfare others = mechanism.marginal(i);
                double weight = mechanism.parameters().weights().get(i);
                double[] with = grand.inner(mechanism.grand().without(i));
                try (Measures marginal = solve(solver, others, chunk, regularizer)) {
                    double[] without = marginal.inner(others);
                    Arrays.setAll(revenue, b -> revenue[b] + (without[b] - with[b]) / weight);
                }
            }
        }
        return revenue;
    }

    private static Measures solve(
            OccupancySolver solver, AffineWelfare welfare, Profiles chunk, @Nullable Regularizer regularizer) {
        return regularizer == null ? solver.hard(welfare, chunk) : solver.regularized(welfare, chunk, regularizer);
    }

    /** The rows as one JSON document. */
    public static String json(List<Row> rows) {
        return Json.write(rows);
    }

    private static String csv(List<Row> rows) {
        StringBuilder text = new StringBuilder(
                "mechanism,entropy,temperature,revenue,standardError,hard,difference,differenceError,profiles\n");
        for (Row row : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s,%s,%s,%s,%s,%s,%s,%s,%d%n",
                    row.mechanism(),
                    row.entropy(),
                    row.temperature(),
                    row.revenue().mean(),
                    row.revenue().standardError(),
                    row.hard().mean(),
                    row.difference().mean(),
                    row.difference().standardError(),
                    row.revenue().count()));
        }
        return text.toString();
    }
}
