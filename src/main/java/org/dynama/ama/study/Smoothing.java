package org.dynama.ama.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dynama.ama.audit.Attaining;
import org.dynama.ama.mechanism.AffineMaximizer;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.objective.Estimate;
import org.dynama.ama.objective.Objective;
import org.dynama.ama.search.MoneyUnit;
import org.dynama.model.Horizon;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.model.Stages;
import org.dynama.solver.Regularizer;
import org.dynama.solver.Regularizer.ConditionalEntropy;
import org.dynama.solver.Regularizer.JointEntropy;
import org.dynama.solver.pool.Solvers;
import org.dynama.study.Progress;
import org.dynama.world.Absence;
import org.dynama.world.Environment;

/**
 * What the entropy does to an objective: that of the regularized optimum against temperature, which tends to the hard one.
 *
 * <p>A softened mechanism is not truthful: this says how far the search's gradient is from that of the mechanism, no more.
 *
 * @see SoftObjective
 * @see <a href="https://arxiv.org/abs/2402.08129">Curry et al. (2024), Theorem 4.3 and Corollary 4.4</a>
 */
public final class Smoothing {
    /** How a curve's mechanism is called that earns the most. */
    private static final String OPTIMUM = "optimum";

    private final Environment environment;
    private final MoneyUnit unit;
    private final SoftObjective soft;
    private final Profiles profiles;

    /**
     * On profiles of an environment.
     *
     * @param unit what solvers call one: rewards of any size come out of them as those of size one do
     * @param solvers of the environment in that unit
     */
    public Smoothing(Environment environment, Objective objective, MoneyUnit unit, Solvers solvers, Profiles profiles) {
        this.environment = unit.in(environment);
        this.unit = unit;
        this.profiles = profiles;
        soft = new SoftObjective(this.environment, objective, solvers);
    }

    /** VCG, and the mechanism that attains Myerson's bound where there is one, by name; boosts in the unit. */
    Map<String, AmaParameters> mechanisms() {
        Map<String, AmaParameters> mechanisms = new LinkedHashMap<>();
        mechanisms.put("VCG", AmaParameters.vcg(environment));
        Attaining.of(environment, soft.objective()).ifPresent(optimum -> mechanisms.put(OPTIMUM, optimum));
        return mechanisms;
    }

    /**
     * The mechanisms under each entropy that has a solver here.
     *
     * @param temperatures each finite and positive
     */
    public List<SmoothingRecord.Row> curves(Reals temperatures, Progress progress) {
        List<SmoothingRecord.Row> rows = new ArrayList<>();
        mechanisms().forEach((name, mechanism) -> rows.addAll(curves(name, mechanism, temperatures, progress)));
        return rows;
    }

    /** How fast the objective of one profile tends to its limit, for each mechanism and entropy. */
    public List<SmoothingRecord.Rate> rates(Reals temperatures) {
        List<SmoothingRecord.Rate> rates = new ArrayList<>();
        mechanisms().forEach((name, mechanism) -> {
            ExponentialRate rate = new ExponentialRate(soft, unit, new AffineMaximizer(environment, mechanism));
            for (boolean joint : entropies()) {
                rates.add(rate.of(name, joint, profiles, temperatures));
            }
        });
        return rates;
    }

    /** The curves of one mechanism, whose boosts are in the unit, hottest first. */
    List<SmoothingRecord.Row> curves(
            String mechanism, AmaParameters parameters, Reals temperatures, Progress progress) {
        AffineMaximizer maximizer = new AffineMaximizer(environment, parameters);
        double[] hottest = temperatures.stream().sorted().toArray();
        double[] hard = reported(soft.values(maximizer, profiles, null));
        List<SmoothingRecord.Row> rows = new ArrayList<>();
        for (boolean joint : entropies()) {
            for (int k = hottest.length - 1; k >= 0; k--) {
                Regularizer regularizer = regularizer(joint, unit.in(hottest[k]));
                double[] softened = reported(soft.values(maximizer, profiles, regularizer));
                rows.add(new SmoothingRecord.Row(
                        mechanism,
                        name(joint),
                        hottest[k],
                        unit.out(Estimate.of(softened)),
                        unit.out(Estimate.of(hard)),
                        unit.out(Estimate.ofDifference(softened, hard))));
                progress.at(
                        mechanism,
                        rows.size() / (double) (entropies().length * hottest.length),
                        String.format(Locale.ROOT, "temperature %s", hottest[k]));
            }
        }
        return rows;
    }

    private double[] reported(double[] values) {
        return Arrays.stream(values).map(soft.objective()::reported).toArray();
    }

    static Regularizer regularizer(boolean joint, double temperature) {
        return joint ? new JointEntropy(temperature) : new ConditionalEntropy(temperature);
    }

    static String name(boolean joint) {
        return joint ? "joint" : "conditional";
    }

    /** The joint entropy, where it has a solver, and the conditional one. */
    private boolean[] entropies() {
        boolean isFinite = environment.mdp().horizon() instanceof Horizon.Finite;
        // Newton's method for the joint entropy knows no pairs that nobody may take.
        boolean masked = soft.objective().revenue() != 0 && environment.absence() instanceof Absence.Masked;
        boolean joint = isFinite ? Stages.of(environment.mdp()).isUniformTree() : !masked;
        return joint ? new boolean[] {true, false} : new boolean[] {false};
    }
}
