package org.dynama.solver.kernel;

import org.dynama.model.Mdp;
import org.dynama.model.Stages;
import org.dynama.model.Transitions;
import org.dynama.refusal.Refusal;
import org.dynama.solver.Regularizer;

/**
 * What an entropy means for a backward recursion: a temperature per stage, and a bonus for chance moves.
 *
 * <p>On a tree of uniform depth {@code T} the joint entropy of the occupancy counts stage {@code t}'s conditional
 * entropy once for itself and once for every later stage: temperature {@code alpha (T - t)}, and a chance move after
 * stage {@code t} adds {@code alpha (T - 1 - t) H(P(.|s,a))}.
 */
public final class StageTemperatures {
    private final double[] temperatures;
    private final double[] bonus;
    private final double constant;

    private StageTemperatures(double[] temperatures, double[] bonus, double constant) {
        this.temperatures = temperatures;
        this.bonus = bonus;
        this.constant = constant;
    }

    /** Shape {@code [T]}; {@code [t]} belongs to stage {@code t}; not a copy. */
    public double[] temperatures() {
        return temperatures;
    }

    /** Shape {@code [S * A]}; added to the reward table; not a copy. */
    public double[] bonus() {
        return bonus;
    }

    /** Added to the value. */
    public double constant() {
        return constant;
    }

    public static StageTemperatures of(Mdp mdp, Stages stages, Regularizer regularizer) {
        double alpha = regularizer.temperature();
        boolean joint = regularizer instanceof Regularizer.JointEntropy;
        if (joint && !stages.isUniformTree()) {
            throw Refusal.of(
                    "joint entropy by recursion needs a tree whose runs all take " + stages.count()
                            + " actions; this MDP has states with several histories, or runs that end early",
                    "Maybe use conditional entropy.");
        }
        int last = stages.count() - 1;
        double[] temperatures = new double[stages.count()];
        for (int t = 0; t <= last; t++) {
            temperatures[t] = joint ? alpha * (last + 1 - t) : alpha;
        }
        double[] bonus = new double[mdp.pairCount()];
        double constant = 0;
        if (joint) {
            for (int p = 0; p < bonus.length; p++) {
                bonus[p] = alpha * (last - stages.of(mdp.stateOf(p))) * chanceEntropy(mdp.transitions(), p);
            }
            constant = alpha
                    * (last + 1)
                    * mdp.initial().stream().map(StageTemperatures::entropy).sum();
        }
        return new StageTemperatures(temperatures, bonus, constant);
    }

    private static double chanceEntropy(Transitions transitions, int pair) {
        double sum = 0;
        for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
            sum += entropy(transitions.probability(k));
        }
        return sum;
    }

    private static double entropy(double probability) {
        return probability > 0 ? -probability * Math.log(probability) : 0;
    }
}
