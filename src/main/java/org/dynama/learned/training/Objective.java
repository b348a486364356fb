package org.dynama.learned.training;

import ai.djl.ndarray.NDArray;
import org.dynama.learned.network.Tensors;

/**
 * The smoothed min-max objective {@code |v - target| + sum_i (alpha_i psi_i + beta_i h_i)}, and its augmented form with
 * {@code rho / 2 (psi_i^2 + h_i^2)}.
 */
final class Objective {
    private final Tensors tensors;
    private final Settings settings;

    Objective(Tensors tensors, Settings settings) {
        this.tensors = tensors;
        this.settings = settings;
    }

    /**
     * What a step weighs the losses with.
     *
     * @param target profit wanted
     * @param alpha per buyer
     * @param beta per buyer
     * @param penalty rho; 0 for none
     */
    record Weights(double target, double[] alpha, double[] beta, double penalty) {}

    /** {@code max(0, x)}, round below kappa: never above it, and by at most half kappa below. */
    NDArray hinge(NDArray x) {
        double kappa = settings.smoothing();
        NDArray positive = x.getNDArrayInternal().relu();
        NDArray capped = positive.sub(x.sub(tensors.scalar(kappa)).getNDArrayInternal().relu());
        NDArray doubled = tensors.scaled(positive, 2).sub(capped);
        return tensors.scaled(capped.mul(doubled), 0.5 / kappa);
    }

    /** Regret of buyer {@code i}'s truth; a scalar. */
    NDArray regret(Play play, int i) {
        NDArray gain = play.deviations().get(i).sub(play.truth().get(i).expandDims(0));
        NDArray law = play.law().get(i);
        return settings.regret() == Settings.Regret.FLOORED
                ? hinge(gain.max(new int[] {0})).mul(law).sum()
                : gain.mul(law.expandDims(0)).sum(new int[] {1}).max();
    }

    /** Loss of buyer {@code i}'s individual rationality; a scalar. */
    NDArray participation(Play play, int i) {
        NDArray utility = play.truth().get(i);
        NDArray law = play.law().get(i);
        return settings.participation() == Settings.Participation.INTERIM
                ? hinge(utility.neg()).mul(law).sum()
                : hinge(utility.mul(law).sum().neg());
    }

    /** What the mechanism makes small. */
    NDArray of(Play play, Weights weights) {
        NDArray off = play.profit().sub(tensors.scalar(weights.target()));
        NDArray loss = hinge(off).add(hinge(off.neg()));
        for (int i = 0; i < play.truth().size(); i++) {
            loss = loss.add(weighed(regret(play, i), weights.alpha()[i], weights.penalty()));
            loss = loss.add(weighed(participation(play, i), weights.beta()[i], weights.penalty()));
        }
        return loss.sum();
    }

    private NDArray weighed(NDArray loss, double weight, double penalty) {
        NDArray linear = tensors.scaled(loss, weight);
        return penalty == 0 ? linear : linear.add(tensors.scaled(loss.mul(loss), penalty / 2));
    }
}
