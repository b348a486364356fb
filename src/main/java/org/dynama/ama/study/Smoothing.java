package org.dynama.ama.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.dynama.ama.audit.Attaining;
import org.dynama.ama.mechanism.AffineMaximizer;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.mechanism.DpMaximizer;
import org.dynama.ama.mechanism.MarginalEconomy;
import org.dynama.ama.objective.Estimate;
import org.dynama.ama.search.MoneyUnit;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Horizon;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.model.Stages;
import org.dynama.solver.Measures;
import org.dynama.solver.OccupancySolver;
import org.dynama.solver.Regularizer;
import org.dynama.solver.Regularizer.ConditionalEntropy;
import org.dynama.solver.Regularizer.JointEntropy;
import org.dynama.solver.pool.Solvers;
import org.dynama.study.Progress;
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
 * Such a mechanism is not truthful: this says how far the search's gradient is from that of the mechanism, no more.
 *
 * @see <a href="https://arxiv.org/abs/2402.08129">Curry et al. (2024), Theorem 4.3 and Corollary 4.4</a>
 */
public final class Smoothing {
    private final Environment environment;
    private final MoneyUnit unit;
    private final Solvers solvers;
    private final Profiles profiles;

    /**
     * On profiles of an environment.
     *
     * @param unit what solvers call one: rewards of any size come out of them as those of size one do
     * @param solvers of the environment in that unit
     */
    public Smoothing(Environment environment, MoneyUnit unit, Solvers solvers, Profiles profiles) {
        this.environment = unit.in(environment);
        this.unit = unit;
        this.solvers = solvers;
        this.profiles = profiles;
    }

    /**
     * VCG, and the mechanism that attains Myerson's bound where there is one, under each entropy that has a solver here.
     *
     * @param temperatures each finite and positive
     */
    public List<SmoothingRecord.Row> curves(Reals temperatures, Progress progress) {
        List<SmoothingRecord.Row> rows = new ArrayList<>();
        rows.addAll(curves("VCG", AmaParameters.vcg(environment), temperatures, progress));
        Attaining.myerson(environment)
                .ifPresent(optimum -> rows.addAll(curves("optimum", optimum, temperatures, progress)));
        return rows;
    }

    /** The curves of one mechanism, whose boosts are in the unit, hottest first. */
    List<SmoothingRecord.Row> curves(
            String mechanism, AmaParameters parameters, Reals temperatures, Progress progress) {
        AffineMaximizer maximizer = new AffineMaximizer(environment, parameters);
        double[] hottest = temperatures.stream().sorted().toArray();
        double[] hard = revenue(maximizer, null);
        List<SmoothingRecord.Row> rows = new ArrayList<>();
        for (boolean joint : entropies()) {
            for (int k = hottest.length - 1; k >= 0; k--) {
                double temperature = unit.in(hottest[k]);
                Regularizer regularizer = joint ? new JointEntropy(temperature) : new ConditionalEntropy(temperature);
                double[] soft = revenue(maximizer, regularizer);
                rows.add(new SmoothingRecord.Row(
                        mechanism,
                        joint ? "joint" : "conditional",
                        hottest[k],
                        unit.out(Estimate.of(soft)),
                        unit.out(Estimate.of(hard)),
                        unit.out(Estimate.ofDifference(soft, hard))));
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
                MarginalEconomy others = mechanism.marginal(i);
                Profiles at = others.at(new DpMaximizer(solver, environment.losses(), DpMaximizer.Bounds.NONE), chunk);
                double weight = mechanism.parameters().weights().get(i);
                double[] with = grand.inner(mechanism.grand().without(i));
                try (Measures marginal = solve(solver, others.welfare(), at, regularizer)) {
                    double[] without = marginal.inner(others.welfare());
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
}
