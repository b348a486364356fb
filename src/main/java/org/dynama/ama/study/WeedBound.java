package org.dynama.ama.study;

import java.util.ArrayList;
import java.util.List;
import org.dynama.ama.mechanism.AffineMaximizer;
import org.dynama.ama.objective.Objective;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.Stages;
import org.dynama.world.Absence;
import org.dynama.world.Environment;

/**
 * The bound of Appendix D on how far the joint entropy moves an objective in one profile. The objective is a sum of
 * {@code <nu_e, q_e>} over economies {@code e}, each with a gap {@code Delta_e}, and
 *
 * <pre>
 * |L_alpha - L| &lt;= sum_e 2 R1 exp( -Delta_e / (alpha R1) + (R1 + RH) / R1 ) |q_e|_inf,     alpha &lt;= Delta_e / (R1 + RH)
 * </pre>
 *
 * where {@code R1} is the largest mass of visits and {@code RH} the range of their entropy.
 *
 * @see <a href="https://proceedings.mlr.press/v75/weed18a.html">Weed (2018), Corollary 9</a>
 */
final class WeedBound {
    /** What an economy maximizes, and the largest coefficient with which its visits enter the objective. */
    private record Economy(double gap, double coefficient) {}

    private final Environment environment;
    private final Objective objective;
    private final AffineMaximizer mechanism;
    private final SuboptimalityGap gaps;
    private final double radius;
    private final double entropy;

    /** The bound for a mechanism in an environment that {@link #isKnown}. */
    WeedBound(SoftObjective soft, AffineMaximizer mechanism) {
        environment = soft.environment();
        objective = soft.objective();
        this.mechanism = mechanism;
        Mdp mdp = environment.mdp();
        gaps = new SuboptimalityGap(mdp, environment.rewards());
        Stages stages = Stages.of(mdp);
        radius = stages.count();
        entropy = stages.isUniformTree() ? entropyByStage(mdp, stages) : radius * Math.log(mdp.pairCount() * radius);
    }

    /** Whether its constants are known: gaps are, and no economy holds an agent to a type that has to be searched for. */
    static boolean isKnown(Environment environment) {
        return SuboptimalityGap.isKnown(environment.mdp()) && !(environment.absence() instanceof Absence.WorstType);
    }

    /** One unit of visits a stage: at most all of its pairs alike, at least one of them. */
    private static double entropyByStage(Mdp mdp, Stages stages) {
        int[] pairs = new int[stages.count()];
        for (int pair = 0; pair < mdp.pairCount(); pair++) {
            pairs[stages.of(mdp.stateOf(pair))]++;
        }
        double entropy = 0;
        for (int count : pairs) {
            entropy += Math.log(count);
        }
        return entropy;
    }

    /** The constant {@code R1}. */
    double radius() {
        return radius;
    }

    /** The inverse temperature from which on the bound holds. */
    double smallestInverse(double gap) {
        return (radius + entropy) / gap;
    }

    /** The least gap of the economies of one profile. */
    double gap(Profiles one) {
        return economies(one).stream().mapToDouble(Economy::gap).min().orElseThrow();
    }

    /** The bound in one profile. */
    double of(Profiles one, double inverse) {
        return economies(one).stream()
                .mapToDouble(economy -> 2
                        * radius
                        * Math.exp(1 + entropy / radius - economy.gap * inverse / radius)
                        * economy.coefficient)
                .sum();
    }

    private List<Economy> economies(Profiles one) {
        List<Economy> economies = new ArrayList<>();
        double[] grand = new double[environment.mdp().pairCount()];
        add(grand, objective.welfare(), AffineWelfare.total(environment.agentCount(), grand.length), one);
        for (int k = 0; k < objective.losses().size(); k++) {
            double[][] table = environment.losses().get(k).table(one, grand.length);
            for (int pair = 0; pair < grand.length; pair++) {
                grand[pair] += objective.losses().get(k) * table[pair][0];
            }
        }
        for (int i = 0; i < environment.agentCount() && objective.revenue() != 0; i++) {
            double rate = objective.revenue() / mechanism.parameters().weights().get(i);
            add(grand, -rate, mechanism.grand().without(i), one);
            double[] marginal = new double[grand.length];
            add(marginal, rate, Masks.lifted(mechanism.marginal(i).welfare(), 0), one);
            economies.add(new Economy(gaps.of(mechanism.marginal(i).welfare(), one, 0), largest(marginal)));
        }
        economies.add(new Economy(gaps.of(mechanism.grand(), one, 0), largest(grand)));
        return economies;
    }

    private void add(double[] sum, double factor, AffineWelfare welfare, Profiles one) {
        for (int pair = 0; pair < sum.length; pair++) {
            sum[pair] += factor * welfare.coefficient(environment.rewards(), pair, one, 0);
        }
    }

    private static double largest(double[] coefficients) {
        double largest = 0;
        for (double coefficient : coefficients) {
            largest = Math.max(largest, Math.abs(coefficient));
        }
        return largest;
    }
}
